package desk

import (
	"slices"

	"huiyin"
	"huiyin/casework"
	"huiyin/store"
)

// sealedFrom is the level of confidentiality from which the words of an appeal, too, are for those who need them.
const sealedFrom casework.Confidentiality = 3

// needToKnow are the roles of the centre that move a sealed appeal. Units that have it need it, and so does whoever
// wrote it down; everybody else sees that there is one, and not what it says.
var needToKnow = []huiyin.Role{huiyin.System, huiyin.Appellant, huiyin.Reviewer, huiyin.TransferOfficer, huiyin.ShiftLeader, huiyin.Visitor}

func mayReadSealed(who huiyin.Actor) bool { return !who.City || who.Is(needToKnow...) }

func mayRead(c *casework.Case, who huiyin.Actor) bool {
	return c.Confidentiality < sealedFrom || mayReadSealed(who) || who.Staff != 0 && c.RegisteredBy == who.Staff
}

// veil takes the words out of lists. Whoever looked for words is not told in which sealed appeals they stand.
func veil(lines []store.CaseLine, searched bool, who huiyin.Actor) []store.CaseLine {
	if mayReadSealed(who) {
		return lines
	}
	hidden := func(l store.CaseLine) bool { return l.Confidentiality >= sealedFrom }
	if searched {
		return slices.DeleteFunc(lines, hidden)
	}
	for i := range lines {
		if hidden(lines[i]) {
			lines[i].Title, lines[i].Place = "", ""
		}
	}
	return lines
}
