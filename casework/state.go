package casework

// State is where a case stands. The values are the words of API, database and export.
type State string

const (
	Draft            State = "draft"
	Registered       State = "registered"
	Supplementing    State = "supplementing"
	AtTransfer       State = "at_transfer"
	Dispatched       State = "dispatched"
	Answered         State = "answered"
	Visiting         State = "visiting"
	Rehandling       State = "rehandling"
	Closed           State = "closed"
	Archived         State = "archived"
	AnsweredDirectly State = "answered_directly"
	Redirected       State = "redirected"
	Declined         State = "declined"
	Unverifiable     State = "unverifiable"
	Void             State = "void"
)

// StateInfo describes a state: its code in the regulations, the official term, the stage the public sees as a rule
// (Case.Stage knows better), whether the city still has work to do, and the limit for leaving it.
type StateInfo struct {
	State  State
	Code   string
	Term   string
	Public Stage
	Open   bool
	Limit  LimitKind // the limit for leaving it, if any
}

// Stage is what the public sees of a matter: at most seven words for everything.
type Stage string

const (
	StageReceived   Stage = "received"   // 已接收
	StageReview     Stage = "in_review"  // 审核中
	StageDispatched Stage = "dispatched" // 已转办
	StageHandling   Stage = "handling"   // 办理中
	StageAnswered   Stage = "answered"   // 已答复
	StageClosed     Stage = "closed"     // 已办结
	StageGuided     Stage = "guided"     // 已引导其他渠道
)

// States lists every state in the order of the procedure.
var States = []StateInfo{
	{Draft, "C00", "接谈中", StageReceived, true, LimitDraft},
	{Registered, "C01", "已登记待初审", StageReview, true, LimitReview},
	{Supplementing, "C02", "待补充", StageReview, true, LimitSupplement},
	{AtTransfer, "C03", "待复审转办", StageReview, true, LimitTransfer},
	{Dispatched, "C04", "已转办", StageHandling, true, LimitHandle},
	{Answered, "C05", "已答复待审核", StageAnswered, true, LimitAudit},
	{Visiting, "C06", "待回访", StageAnswered, true, LimitVisit},
	{Rehandling, "C07", "重办中", StageHandling, true, LimitRehandle},
	{Closed, "C08", "已办结", StageClosed, false, LimitArchive},
	{Archived, "C09", "已归档", StageClosed, false, ""},
	{AnsweredDirectly, "C90", "直接答复办结", StageClosed, false, ""},
	{Redirected, "C91", "已转其他渠道", StageGuided, false, ""},
	{Declined, "C92", "不予受理·已分类指引", StageGuided, false, ""},
	{Unverifiable, "C94", "无法核实", StageClosed, false, ""},
	{Void, "C96", "作废", StageClosed, false, ""},
}

var stateInfo = func() map[State]StateInfo {
	m := make(map[State]StateInfo, len(States))
	for _, s := range States {
		m[s.State] = s
	}
	return m
}()

// Info describes the state; an unknown state has the zero StateInfo.
func (s State) Info() StateInfo { return stateInfo[s] }

// AssignmentState is where a unit's part of a case stands.
type AssignmentState string

const (
	ToSign    AssignmentState = "to_sign"   // A0 待签收
	Signed    AssignmentState = "signed"    // A1 已签收
	Contacted AssignmentState = "contacted" // A2 已先行联系
	Handling  AssignmentState = "handling"  // A3 办理中
	Submitted AssignmentState = "submitted" // A4 已提交
	Returned  AssignmentState = "returned"  // A6 退单同意
	Passed    AssignmentState = "passed"    // A10 审核通过
	Cancelled AssignmentState = "cancelled" // A12 取消
)

// AssignmentStates lists them in order, with code and official term.
var AssignmentStates = []struct {
	State      AssignmentState
	Code, Term string
}{
	{ToSign, "A0", "待签收"}, {Signed, "A1", "已签收"}, {Contacted, "A2", "已先行联系"}, {Handling, "A3", "办理中"},
	{Submitted, "A4", "已提交"}, {Returned, "A6", "退单同意"}, {Passed, "A10", "审核通过"}, {Cancelled, "A12", "取消"},
}

// Open tells whether the unit still has work to do on it.
func (s AssignmentState) Open() bool {
	return s == ToSign || s == Signed || s == Contacted || s == Handling
}

// Ended tells whether nothing more can happen to it.
func (s AssignmentState) Ended() bool { return s == Returned || s == Passed || s == Cancelled }

// RequestState is where a request stands.
type RequestState string

const (
	Asked   RequestState = "asked"
	Granted RequestState = "granted"
	Refused RequestState = "refused"
	Lapsed  RequestState = "lapsed" // the record moved on before anybody decided: the question no longer stands
)

// RequestKind says what is asked for. Every kind needs a second person's decision.
type RequestKind string

const (
	ReturnOrder   RequestKind = "return"  // 退单: the unit says that the matter is not its own
	NonAcceptance RequestKind = "decline" // 不予受理: the reviewer says that another channel is lawful
	VoidEntry     RequestKind = "void"    // 作废: the record is a mistake of ours
	Reopening     RequestKind = "reopen"  // the appellant says that the matter is not settled
)
