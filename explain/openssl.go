package explain

var openssl = table{Ecosystem: "openssl"}
