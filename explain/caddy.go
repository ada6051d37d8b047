package explain

var caddy = table{Ecosystem: "caddy"}
