package staff

import (
	"slices"

	"huiyin"
)

// Permission is a word for something that a counter lets people do. Which steps of a case are open to whom is not
// decided here but by the procedure (casework); a permission only opens the door to the room.
type Permission string

// Every permission. The counters write one beside each route.
const (
	CityRead      Permission = "city.read"        // see units, hotlines, limits and articles
	CasesRead     Permission = "cases.read"       // see cases: all of them from the centre, one's own and below from a unit
	CasesRegister Permission = "cases.register"   // write down what somebody says
	CasesStep     Permission = "cases.step"       // take steps of the procedure, bring files
	IdentityRead  Permission = "identity.read"    // open an appellant's identity, look a number up; always written down
	CasesExport   Permission = "export.cases"     // take many cases out at once
	CallsRead     Permission = "calls.read"       // see calls: one's own and those of cases, or all
	CallsListen   Permission = "calls.listen"     // hear recordings; always written down
	CallbacksWork Permission = "callbacks.work"   // promise to ring back, and ring
	InspectRead   Permission = "inspections.read" // see what inspections found: one's own, or all
	InspectWork   Permission = "inspections.work" // draw samples, judge calls and decide objections
	SeatsRead     Permission = "seats.read"       // see the seats and what operators can do
	SeatsEdit     Permission = "seats.edit"       // seats, skills and the rules of the room
	RulesRead     Permission = "rules.read"       // see the rules the room is run by
	SeatsTake     Permission = "seats.take"       // sit at a telephone of the answering centre
	RoomSee       Permission = "room.see"         // see the answering centre's board, and touch nothing
	RoomWatch     Permission = "room.watch"       // watch over the answering centre: listening in, moving calls, surge mode
	ArticlesEdit  Permission = "articles.edit"    // write, review and withdraw articles; which ones is for the knowledge room to say
	ArticlesSay   Permission = "articles.report"  // say that an article is wrong
	JournalRead   Permission = "journal.read"     // see who did and who read what
	UnitsEdit     Permission = "units.edit"       // units, areas, categories and the dispatch catalogue
	MailboxesEdit Permission = "mailboxes.edit"   // mailboxes and hotlines
	LimitsEdit    Permission = "limits.edit"      // limits and the calendar
	StaffEdit     Permission = "staff.edit"       // accounts, passwords and keys
	Open311Post   Permission = "open311.post"     // file service requests as a program
)

// Grant says who holds a permission.
type Grant struct {
	Permission Permission
	Roles      []huiyin.Role
}

// Grants is the whole table of who may do what; there is no other place to look. Administrators look after the house
// and read no case; auditors read what was done and not what was written.
var Grants = []Grant{
	{CityRead, append(roles(huiyin.Auditor, huiyin.Admin), readers...)},
	{CasesRead, readers},
	{CasesRegister, roles(huiyin.Operator, huiyin.ShiftLeader, huiyin.MailboxClerk)},
	{CasesStep, append(roles(huiyin.Operator, huiyin.Reviewer, huiyin.TransferOfficer, huiyin.ShiftLeader, huiyin.Visitor), unitRoles...)},
	{IdentityRead, roles(huiyin.Operator, huiyin.Reviewer, huiyin.TransferOfficer, huiyin.ShiftLeader, huiyin.Visitor, huiyin.Supervisor,
		huiyin.UnitClerk, huiyin.Handler, huiyin.UnitLeader, huiyin.MailboxClerk)},
	{CasesExport, roles(huiyin.Analyst)},
	{CallsRead, roles(huiyin.Operator, huiyin.Reviewer, huiyin.TransferOfficer, huiyin.ShiftLeader, huiyin.Visitor, huiyin.Inspector, huiyin.Supervisor)},
	{CallsListen, roles(huiyin.Operator, huiyin.ShiftLeader, huiyin.Inspector, huiyin.Supervisor)},
	{CallbacksWork, roles(huiyin.Operator, huiyin.ShiftLeader, huiyin.Visitor)},
	{InspectRead, roles(huiyin.Operator, huiyin.ShiftLeader, huiyin.Inspector, huiyin.Supervisor)},
	{InspectWork, roles(huiyin.Inspector)},
	{SeatsRead, roles(huiyin.Operator, huiyin.ShiftLeader, huiyin.Supervisor, huiyin.Admin)},
	{SeatsEdit, roles(huiyin.ShiftLeader, huiyin.Admin)},
	{RulesRead, roles(huiyin.Operator, huiyin.ShiftLeader, huiyin.Supervisor, huiyin.Inspector, huiyin.Admin)},
	{SeatsTake, roles(huiyin.Operator, huiyin.ShiftLeader, huiyin.Visitor, huiyin.Supervisor)},
	{RoomSee, roles(huiyin.ShiftLeader, huiyin.Supervisor, huiyin.Inspector)},
	{RoomWatch, roles(huiyin.ShiftLeader, huiyin.Supervisor)},
	{ArticlesEdit, roles(huiyin.KnowledgeEditor, huiyin.UnitLeader, huiyin.UnitClerk, huiyin.Handler)},
	{ArticlesSay, readers},
	{JournalRead, roles(huiyin.Auditor)},
	{UnitsEdit, roles(huiyin.Admin)},
	{MailboxesEdit, roles(huiyin.Admin)},
	{LimitsEdit, roles(huiyin.Admin)},
	{StaffEdit, roles(huiyin.Admin)},
	{Open311Post, roles(huiyin.Open311Client)},
}

// readers are those whose work is with cases.
var readers = append(roles(huiyin.Operator, huiyin.Reviewer, huiyin.TransferOfficer, huiyin.ShiftLeader, huiyin.KnowledgeEditor, huiyin.Visitor,
	huiyin.Inspector, huiyin.Supervisor, huiyin.Analyst, huiyin.CityLeader), unitRoles...)

// unitRoles act for a unit: an account that holds one must name it, and never sees the whole city.
var unitRoles = roles(huiyin.UnitClerk, huiyin.Handler, huiyin.UnitLeader, huiyin.Coordinator, huiyin.MailboxClerk)

// cityRoles see every unit's cases, unless the account belongs to a unit.
var cityRoles = roles(huiyin.Operator, huiyin.Reviewer, huiyin.TransferOfficer, huiyin.ShiftLeader, huiyin.KnowledgeEditor, huiyin.Visitor,
	huiyin.Inspector, huiyin.Supervisor, huiyin.Analyst, huiyin.CityLeader, huiyin.Auditor, huiyin.Admin)

func roles(r ...huiyin.Role) []huiyin.Role { return slices.Clip(r) }

// Can tells whether the actor holds a permission. The system, who is nobody's account, may do everything.
func Can(who huiyin.Actor, p Permission) bool {
	if who.Is(huiyin.System) {
		return true
	}
	i := slices.IndexFunc(Grants, func(g Grant) bool { return g.Permission == p })
	return i >= 0 && who.Is(Grants[i].Roles...)
}

// PermissionsOf lists what the actor may do, in the order of the table.
func PermissionsOf(who huiyin.Actor) []Permission {
	var out []Permission
	for _, g := range Grants {
		if Can(who, g.Permission) {
			out = append(out, g.Permission)
		}
	}
	return out
}

// mayEdit refuses whoever does not administer accounts.
func mayEdit(who huiyin.Actor) error {
	if !Can(who, StaffEdit) {
		return huiyin.Forbidden("permission", "Accounts are looked after by administrators; ask one of them.")
	}
	return nil
}
