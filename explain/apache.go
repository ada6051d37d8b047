package explain

var apache = table{Ecosystem: "apache"}
