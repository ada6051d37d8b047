package explain

var haproxy = table{Ecosystem: "haproxy"}
