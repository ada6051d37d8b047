package explain

var golang = table{Ecosystem: "go"}
