package render

// grid sets rows in columns, two blanks between them; the last column takes
// the rest of the line and goes on under itself. Where the rest would be
// narrow, the last column goes under the others.
func (p *page) grid(rows [][]line) {
	if len(rows) == 0 {
		return
	}
	last := len(rows[0]) - 1
	widths := make([]int, last+1)
	for _, r := range rows {
		for i, cell := range r {
			widths[i] = max(widths[i], cell.cells())
		}
	}
	fixed := 0
	for _, w := range widths[:last] {
		fixed += w + 2
	}
	stacked := p.width-fixed < min(widths[last], 30)
	for _, r := range rows {
		var head line
		for i, cell := range r[:last] {
			head = append(append(head, cell...), blanks(widths[i]+2-cell.cells()))
		}
		switch {
		case len(r[last]) == 0:
			p.add(head...)
		case stacked:
			p.add(head...)
			p.hang(line{blanks(4)}, r[last])
		default:
			p.hang(head, r[last])
		}
	}
}
