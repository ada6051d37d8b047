package explain

var node = table{Ecosystem: "node"}
