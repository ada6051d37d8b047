package explain

var java = table{Ecosystem: "java"}
