package casework

// eventKinds gives every step the noun and past participle under which the journal knows it.
var eventKinds = map[Step]string{
	Register: "case.registered", AnswerDirectly: "case.answered_directly", Redirect: "case.redirected", Discard: "case.discarded",
	Pass: "case.passed", AskMore: "case.more_asked", Supplement: "case.supplemented", Urge: "case.urged", Proceed: "case.proceeded",
	GiveUp: "case.given_up", SendBack: "case.sent_back", Dispatch: "case.dispatched", ProposeDecline: "request.asked",
	ProposeVoid: "request.asked", AskReopen: "request.asked", AskReturn: "request.asked", Object: "case.objected",
	PassReply: "reply.passed", SendReplyBack: "reply.sent_back", VisitAppellant: "case.visited", Rate: "case.rated",
	Rehandle: "case.rehandled", CloseUnresolved: "case.closed_unresolved", CloseHistoric: "case.closed_historic", Archive: "case.archived",
	Sign: "assignment.signed", AutoSign: "assignment.auto_signed", ContactFirst: "appellant.contacted", Verify: "site.verified",
	AssignDown: "assignment.handed_down", Recall: "assignment.recalled", DraftReply: "reply.drafted", Submit: "reply.submitted",
	Excuse: "assignment.excused", Grant: "request.granted", Refuse: "request.refused",
}

func eventKind(s Step) string { return eventKinds[s] }
