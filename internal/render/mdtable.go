package render

import "strings"

// table sets the Markdown table that begins at lines[i], and gives the index
// of its last line: in columns where they fit, else each row as a block.
func (a *article) table(lines []string, i int) int {
	a.flush()
	a.space(false)
	var rows [][]line
	for ; i < len(lines); i++ {
		text := strings.TrimSpace(lines[i])
		if !strings.HasPrefix(text, "|") {
			break
		}
		if strings.Trim(text, "|-: ") == "" {
			continue
		}
		rows = append(rows, a.tableCells(text, len(rows) == 0))
	}
	a.setTable(rows)
	return i - 1
}

// tableCells splits at bars that are neither escaped nor inside code.
func (a *article) tableCells(text string, header bool) (out []line) {
	text = strings.TrimSuffix(strings.TrimPrefix(text, "|"), "|")
	code, start := false, 0
	cell := func(s string) {
		l := inline(strings.TrimSpace(strings.ReplaceAll(s, `\|`, "|")), a.prose)
		for i := range l {
			if header {
				l[i].look = bold
			}
		}
		out = append(out, l)
	}
	for i := 0; i < len(text); i++ {
		switch {
		case text[i] == '`':
			code = !code
		case text[i] == '|' && !code && (i == 0 || text[i-1] != '\\'):
			cell(text[start:i])
			start = i + 1
		}
	}
	cell(text[start:])
	return out
}

func (a *article) setTable(rows [][]line) {
	if len(rows) == 0 {
		return
	}
	columns := 0
	for _, r := range rows {
		columns = max(columns, len(r))
	}
	for i := range rows {
		for len(rows[i]) < columns {
			rows[i] = append(rows[i], nil)
		}
		rows[i][0] = append(line{blanks(a.indent)}, rows[i][0]...)
	}
	if !a.fits(rows) {
		a.stackTable(rows)
		return
	}
	a.grid(rows)
}

// fits tells whether all columns but the last leave the last room enough.
func (a *article) fits(rows [][]line) bool {
	used := 0
	for i := range rows[0][:len(rows[0])-1] {
		widest := 0
		for _, r := range rows {
			widest = max(widest, r[i].cells())
		}
		used += widest + 2
	}
	return a.width-used >= 24
}

// stackTable sets each row as a block: the first cell, and the others under
// it. The header says nothing there.
func (a *article) stackTable(rows [][]line) {
	for _, r := range rows[1:] {
		for i, cell := range r {
			if len(cell) == 0 {
				continue
			}
			head := line{blanks(a.indent + 2)}
			if i == 0 {
				head, cell = line{blanks(a.indent)}, cell[1:]
			}
			a.hang(head, cell)
		}
	}
}
