package explain

var curl = table{Ecosystem: "curl"}
