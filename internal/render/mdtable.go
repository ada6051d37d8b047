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
		rows[i] = append(rows[i], make([]line, columns-len(rows[i]))...)
	}
	if widths, ok := shares(rows, a.width-a.indent-1); ok {
		for _, r := range rows {
			a.tableRow(r, widths)
		}
		return
	}
	a.stackTable(rows)
}

// shares gives each column its width, and takes what does not fit from the
// widest ones. There is no good answer if a column had to be narrower than a
// few words.
func shares(rows [][]line, room int) (widths []int, ok bool) {
	const fewWords, mostColumns = 16, 8
	if len(rows[0]) > mostColumns {
		return nil, false
	}
	widths = make([]int, len(rows[0]))
	total := 2 * (len(widths) - 1)
	for i := range widths {
		for _, r := range rows {
			widths[i] = max(widths[i], r[i].cells())
		}
		total += widths[i]
	}
	for ; total > room; total-- {
		widest := 0
		for i, w := range widths {
			if w > widths[widest] {
				widest = i
			}
		}
		if widths[widest] <= fewWords {
			return nil, false
		}
		widths[widest]--
	}
	return widths, true
}

// tableRow sets one row, each cell going on under itself.
func (a *article) tableRow(r []line, widths []int) {
	texts, height := make([][]line, len(r)), 1
	for i, cell := range r {
		texts[i] = wrap(cell, widths[i], widths[i])
		height = max(height, len(texts[i]))
	}
	for y := range height {
		out := line{blanks(a.indent)}
		for i, text := range texts {
			var piece line
			if y < len(text) {
				piece = text[y]
			}
			out = append(append(out, piece...), blanks(widths[i]+2-piece.cells()))
		}
		a.add(out...)
	}
}

// stackTable sets each row as a block: its first cell, and under it the others
// behind the heads of their columns.
func (a *article) stackTable(rows [][]line) {
	for i, r := range rows[1:] {
		if i > 0 {
			a.blank()
		}
		a.hang(line{blanks(a.indent)}, r[0])
		for j, cell := range r[1:] {
			if len(cell) > 0 {
				a.hang(line{blanks(a.indent + 2)}, append(append(line(nil), rows[0][j+1]...), append(line{{": ", plain}}, cell...)...))
			}
		}
	}
}
