package explain

var system = table{Ecosystem: "system"}
