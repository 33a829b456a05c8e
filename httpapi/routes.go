package httpapi

import (
	"net/http"

	"github.com/danielgtaylor/huma/v2"
)

// routes is every route of the API with its permission. There is no other place to look.
func (a *API) routes() {
	const get, post, put, patch, del = http.MethodGet, http.MethodPost, http.MethodPut, http.MethodPatch, http.MethodDelete

	route(a, post, "/session", anyone, "sign-in", "Sign in", a.signIn)
	route(a, get, "/session", signed, "who-am-i", "Who is signed in, what they may do and which worklists are theirs", a.whoAmI)
	route(a, del, "/session", signed, "sign-out", "Sign out", a.signOut)
	route(a, post, "/session/password", signed, "change-password", "Change one's own password", a.changePassword)
	route(a, get, "/demo/accounts", anyone, "demo-accounts", "Accounts of the demo city; empty elsewhere", a.demoAccounts)

	route(a, get, "/tally", "cases.read", "tally", "What became of the matters of the last thirty days, in plain numbers", a.tally)
	route(a, get, "/worklists", "cases.read", "worklists", "How much is in each of one's worklists", a.worklists)
	route(a, get, "/worklists/{name}", "cases.read", "worklist", "A part of a worklist, due soonest first", a.worklist)
	route(a, get, "/cases", "cases.read", "cases", "Search cases", a.cases)
	route(a, post, "/cases", "cases.register", "register-case", "Register an appeal", a.registerCase, created)
	route(a, get, "/cases/{id}", "cases.read", "case", "A case with its timeline and the steps open to the reader", a.showCase)
	route(a, post, "/cases/{id}/steps", "cases.step", "take-step", "Take a step of the procedure", a.takeStep)
	route(a, get, "/cases/{id}/clock", "cases.read", "clock", "Prove a deadline: which days counted and why", a.clock)
	route(a, post, "/cases/{id}/identity", "identity.read", "identity", "Open the appellant's identity; the reading is written down", a.identity)
	route(a, get, "/cases/{id}/files/{file}", "cases.read", "case-file", "An attachment", a.caseFile)
	route(a, post, "/drafts", "cases.register", "begin-draft", "Begin a draft while a call is live or a letter is read", a.beginDraft, created)
	route(a, put, "/drafts/{id}", "cases.register", "save-draft", "Keep what was typed so far", a.saveDraft)
	route(a, post, "/drafts/{id}/register", "cases.register", "register-draft", "Register a draft; gives number and extraction code, once", a.registerDraft)
	route(a, post, "/files", "cases.step", "upload-file", "Put an attachment into the vault; a step or an appeal then names it", a.uploadFile, created, upload)
	route(a, post, "/history", "identity.read", "history", "What a telephone number has brought to the city before", a.history)

	route(a, get, "/readings", "journal.read", "readings", "Who opened an appellant's identity or looked a number up, when and why", a.readings)
	route(a, get, "/calls", "calls.read", "calls", "Search calls, latest first", a.calls)
	route(a, get, "/calls/scores", "calls.read", "call-scores", "What callers pressed after the calls of a search", a.callScores)
	route(a, get, "/calls/{id}", "calls.read", "call", "A call with its waveform", a.call)
	route(a, post, "/calls/{id}/listen", "calls.listen", "listen", "Open a recording; who listens, and why, is written down", a.listen)
	route(a, get, "/recordings/{ticket}", "calls.listen", "recording", "The sound of a call, whole or in ranges", a.recording, sound)
	route(a, get, "/callbacks", "callbacks.work", "callbacks", "Promises to ring back", a.callbacks)
	route(a, post, "/callbacks", "callbacks.work", "book-callback", "Promise to ring somebody", a.bookCallback, created)
	route(a, post, "/callbacks/{id}/claim", "callbacks.work", "claim-callback", "Take a promise in hand; gives the number, which is written down", a.claimCallback)
	route(a, post, "/callbacks/{id}/release", "callbacks.work", "release-callback", "Give a promise back", a.releaseCallback)
	route(a, post, "/callbacks/{id}/tried", "callbacks.work", "tried-callback", "Write down what came of ringing", a.triedCallback)
	route(a, post, "/callbacks/{id}/cancel", "callbacks.work", "cancel-callback", "Drop a promise, with a reason", a.cancelCallback)
	route(a, get, "/inspections", "inspections.read", "inspections", "Calls that were drawn for inspection", a.inspections)
	route(a, get, "/inspections/form", "inspections.read", "inspection-form", "What calls are inspected by", a.inspectionForm)
	route(a, post, "/inspections/draw", "inspections.work", "draw-inspections", "Draw a sample that anybody can draw again", a.drawInspections)
	route(a, get, "/inspections/{id}", "inspections.read", "inspection", "An inspection with its call", a.inspection)
	route(a, put, "/inspections/{id}", "inspections.work", "judge-inspection", "Write down what was found, once", a.judgeInspection)
	route(a, post, "/inspections/{id}/objection", "inspections.read", "object-inspection", "Object to the result of one's own call, once", a.objectInspection)
	route(a, post, "/inspections/{id}/decision", "inspections.work", "decide-inspection", "Decide an objection to another inspector's result", a.decideInspection)
	route(a, get, "/seats", "seats.read", "seats", "The seats of the answering centre", a.seats)
	route(a, put, "/seats/{number}", "seats.edit", "save-seat", "Add or change a seat", a.saveSeat)
	route(a, get, "/room/rules", "rules.read", "room-rules", "The rules the live room is run by", a.roomRules)
	route(a, put, "/room/rules/{key}", "seats.edit", "change-room-rule", "Give a rule another value; the room follows at once", a.changeRoomRule)
	route(a, get, "/skills", "seats.read", "skill-names", "The dictionary of skills", a.skillNames)
	route(a, get, "/operators", "seats.read", "operators", "Those who answer calls, with skills and what callers pressed", a.operators)
	route(a, get, "/staff/{id}/skills", "seats.read", "skills", "What an operator can do", a.skills)
	route(a, put, "/staff/{id}/skills", "seats.edit", "save-skills", "Replace what an operator can do", a.saveSkills)

	route(a, get, "/units", "city.read", "units", "Search the units", a.units)
	route(a, get, "/units/{id}", "city.read", "unit", "A unit, those above and directly below it", a.unit)
	route(a, put, "/units/{code}", "units.edit", "save-unit", "Add or change a unit", a.saveUnit)
	route(a, get, "/areas", anyone, "areas", "The areas directly below one; the districts when none is named", a.areas)
	route(a, get, "/categories", anyone, "categories", "The category scheme", a.categories)
	route(a, get, "/mailboxes", anyone, "mailboxes", "Search the mailboxes", a.mailboxes)
	route(a, put, "/mailboxes/{code}", "mailboxes.edit", "save-mailbox", "Add or change a mailbox: owner, duty unit, opening state", a.saveMailbox)
	route(a, get, "/hotlines", "city.read", "hotlines", "The merged hotline numbers", a.hotlines)
	route(a, get, "/hotlines/{number}/greeting", "city.read", "hear-greeting", "What was spoken for a hotline, as callers hear it", a.hearGreeting, sound)
	route(a, post, "/hotlines/{number}/greeting", "mailboxes.edit", "speak-greeting", "Make a recording the greeting of a hotline: WAV, one channel, 20 seconds at most", a.speakGreeting, upload)
	route(a, put, "/hotlines/{number}/greeting", "mailboxes.edit", "put-greeting", "Take a greeting away, or bring one back", a.putGreeting)
	route(a, get, "/limits", "city.read", "limits", "The table of limits", a.limits)
	route(a, put, "/limits", "limits.edit", "save-limit", "Add or change a limit from a day on", a.saveLimit)
	route(a, get, "/calendar/{year}", anyone, "calendar", "The working days and holidays of a year", a.calendar)
	route(a, get, "/procedure", anyone, "procedure", "The states and their terms", a.procedure)

	route(a, get, "/articles", "city.read", "articles", "Search the knowledge an answer may rest on", a.articles)
	route(a, post, "/articles", "articles.edit", "add-article", "Begin a new article as a draft", a.addArticle, created)
	route(a, get, "/articles/tally", "city.read", "article-tally", "How much is in each list of those who look after articles", a.articleTally)
	route(a, get, "/articles/{id}", "city.read", "article", "An article with its versions and the steps open to the reader", a.article)
	route(a, put, "/articles/{id}", "articles.edit", "save-article", "Write an article's draft; the text in force stays valid", a.saveArticle)
	route(a, post, "/articles/{id}/steps", "articles.edit", "step-article", "Submit, approve, send back, discard, confirm or retire", a.stepArticle)
	route(a, post, "/articles/{id}/reports", "articles.report", "report-article", "Say that an article is wrong", a.reportArticle, created)
	route(a, post, "/articles/{id}/reports/{report}", "articles.edit", "resolve-report", "Say what became of a report", a.resolveReport)

	route(a, get, "/staff", "staff.edit", "staff", "The accounts", a.staffList)
	route(a, post, "/staff", "staff.edit", "add-staff", "Add an account; its first password is shown once", a.addStaff, created)
	route(a, patch, "/staff/{id}", "staff.edit", "change-staff", "Change an account's roles, unit or activity", a.changeStaff)
	route(a, post, "/staff/{id}/password", "staff.edit", "reset-password", "Give an account a new password, shown once", a.resetPassword)
	route(a, post, "/staff/{id}/keys", "staff.edit", "make-key", "Make an API key, shown once", a.makeKey, created)

	route(a, post, "/appeals", anyone, "write", "Write to the city; gives a number and an extraction code", a.write, created)
	route(a, post, "/track", anyone, "track", "Where a matter stands, with number and code", a.track)
	route(a, post, "/track/steps", anyone, "appellant-step", "Supplement, urge, rate, object or ask to reopen, with number and code", a.appellantStep)
	route(a, get, "/published", anyone, "published", "Published letters and their answers", a.published)
}

func created(op *huma.Operation) { op.DefaultStatus = http.StatusCreated }

// upload lifts the body limit for attachments.
func upload(op *huma.Operation) { op.MaxBodyBytes = maxFile + 64<<10 }

// sound describes what is no JSON.
func sound(op *huma.Operation) {
	answer := func(what string) *huma.Response {
		return &huma.Response{Description: what, Content: map[string]*huma.MediaType{"audio/wav": {Schema: &huma.Schema{Type: huma.TypeString, Format: "binary"}}}}
	}
	op.Responses = map[string]*huma.Response{"200": answer("Stereo A-law, 8 kHz: the caller left, the seat right."), "206": answer("The range that was asked for.")}
}
