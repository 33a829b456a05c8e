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

	route(a, get, "/units", "city.read", "units", "Search the units", a.units)
	route(a, get, "/units/{id}", "city.read", "unit", "A unit, those above and directly below it", a.unit)
	route(a, put, "/units/{code}", "units.edit", "save-unit", "Add or change a unit", a.saveUnit)
	route(a, get, "/areas", anyone, "areas", "The areas directly below one; the districts when none is named", a.areas)
	route(a, get, "/categories", anyone, "categories", "The category scheme", a.categories)
	route(a, get, "/mailboxes", anyone, "mailboxes", "Search the mailboxes", a.mailboxes)
	route(a, put, "/mailboxes/{code}", "mailboxes.edit", "save-mailbox", "Add or change a mailbox: owner, duty unit, opening state", a.saveMailbox)
	route(a, get, "/hotlines", "city.read", "hotlines", "The merged hotline numbers", a.hotlines)
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
