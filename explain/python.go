package explain

var python = table{Ecosystem: "python"}
