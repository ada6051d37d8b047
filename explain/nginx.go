package explain

var nginx = table{Ecosystem: "nginx"}
