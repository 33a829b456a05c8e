package sheet

import "strings"

// A spreadsheet takes a cell that begins with one of these for a formula, which could send the table away when
// an official opens it (OWASP, CSV injection).
const formulaStarts = "=+-@\t"

// guard puts an apostrophe before a cell that a spreadsheet would calculate, and before one that already looks
// guarded, so that unguard undoes exactly this.
func guard(cell string) string {
	if startsFormula(cell) {
		return "'" + cell
	}
	return cell
}

func unguard(cell string) string {
	if strings.HasPrefix(cell, "'") && startsFormula(cell) {
		return cell[1:]
	}
	return cell
}

// startsFormula looks behind any apostrophes.
func startsFormula(cell string) bool {
	rest := strings.TrimLeft(cell, "'")
	return rest != "" && strings.IndexByte(formulaStarts, rest[0]) >= 0
}
