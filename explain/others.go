package explain

var others = table{Ecosystem: "others"}
