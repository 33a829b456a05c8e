package demo

import "huiyin/casework"

// What people of the service write where the city's letters and answers have no words for it.

var questions = []string{
	"您好，请补充事情发生的具体地点（小区、楼栋或门牌号），以便派单到位。",
	"您好，请补充发生的时间和频次，如有照片或凭证请一并提供。",
	"您好，请说明您此前是否联系过相关单位，对方如何答复。",
	"您好，请补充对方单位或商家的准确名称，谢谢配合。",
}

var mistakes = []string{"与前一工单内容相同，系重复登记。", "接谈测试记录误登记，非市民诉求。", "登记时误点提交，市民已表示无需登记。"}

var advices = []string{
	"请核实情况，先行联系反映人，按期答复。",
	"请现场查看并留存照片，将处理结果答复反映人。",
	"该处近期反映较多，请一并排查并说明长效措施。",
	"请依法依规办理，答复口径须注明依据。",
	"反映人希望尽快解决，请优先安排。",
	"涉及多部门，请牵头协调后统一答复。",
}

var bases = []string{
	"经核对派单目录，该事项不属于我单位职责，建议转由目录所列牵头单位办理。",
	"事发地不在我单位辖区，已电话与反映人核实地点。",
	"该事项的审批与监管职责已按机构职能规定划转，附职责依据。",
}

var unreached = []string{"拨打三十秒无人接听，稍后再联系。", "号码提示正在通话中，已发短信说明来意。", "对方未接听，已留言并告知回电号码。"}

var helps = []string{"已按职责配合牵头单位现场核查，相关台账已提供。", "已派员参加会商，我单位负责部分已办结。", "已出具专业意见，供牵头单位统一答复。"}

var reopenings = []string{
	"前几天刚好，今天又出现同样的问题，请重新办理。",
	"答复说已经整改，实际没有变化，请再核实一次。",
	"当时电话里说满意，是因为答应一周内弄好，现在还没有弄好。",
}

var objections = []string{
	"我的事情没有起诉也没有仲裁，请重新审核。",
	"我反映的是管理问题，不是要判谁对谁错，请受理。",
}

// defects are what an audit may find, with its words for the unit.
var defects = []struct{ code, note string }{
	{"empty_reply", "答复过于笼统，请写明何时、采取了什么措施、结果如何。"},
	{"no_contact", "反映人表示未接到电话，请联系后补充答复。"},
	{"no_proof", "请补充现场核查情况及整改前后照片。"},
	{"off_topic", "答复未回应第二项诉求，请逐项答复。"},
}

// declines are lawful grounds for non-acceptance with what the appellant reads.
var declines = []struct{ code, basis, public string }{
	{"N01", "反映人自述已就同一事项向人民法院起诉，案件正在审理。", "您反映的事项已进入诉讼程序，依规不再由热线受理。请通过受理法院的诉讼服务热线了解进展。"},
	{"N02", "劳动报酬争议，已申请劳动仲裁。", "您反映的劳动争议已进入仲裁程序，请按仲裁机构通知办理；如需法律援助，可拨打12348。"},
	{"N05", "申请内容属于政府信息公开申请。", "您的请求属于政府信息公开申请，请通过相关单位的信息公开渠道提交，单位将依法答复。"},
	{"N06", "同一事项信访渠道正在办理。", "您反映的事项已由信访渠道受理，请凭信访编号查询办理进展。"},
	{"N08", "事发地在外市。", "您反映的事项发生在外市，请拨打当地区号加12345反映，我们已为您说明联系方式。"},
	{"N12", "同一事项已依法办结，无新的事实和理由。", "该事项已依法办结并书面答复，如有新的事实或理由，请补充后再次反映。"},
}

// reasons are why a matter is not settled: in words, and as the code under which a dissatisfied matter is closed.
var reasons = map[string]struct{ code, say string }{
	"policy":       {"policy_constraint", "受现行政策限制"},
	"recurring":    {"recurring_problem", "问题易反复，需长期治理"},
	"procedure":    {"statutory_procedure", "法定程序所需时间较长"},
	"jurisdiction": {"overlapping_jurisdiction", "涉及多个单位职责交叉"},
	"other":        {"other", "其他客观原因"},
	"":             {"other", "其他客观原因"},
}

// agreed and refused are the words of a second person.
var (
	agreed = map[casework.RequestKind][]string{
		casework.ReturnOrder:   {"依据充分，同意退单，按派单目录改派。", "经核对职责清单，同意退单。"},
		casework.NonAcceptance: {"符合分类处理指引，同意不予受理并做好引导。", "理由成立，同意，请耐心说明其他渠道。"},
		casework.VoidEntry:     {"核实为重复登记，同意作废。", "同意作废，请加强登记核对。"},
		casework.Reopening:     {"情况属实，同意重办，请单位优先安排。", "同意重办，请与反映人当面沟通。"},
	}
	refused = map[casework.RequestKind][]string{
		casework.ReturnOrder:   {"按目录该事项由贵单位牵头，不同意退单，请及时办理。", "职责明确，不同意退单。"},
		casework.NonAcceptance: {"反映内容属于行政管理事项，应当受理。", "理由不充分，不同意，请继续办理。"},
		casework.VoidEntry:     {"与原工单诉求不同，不予作废。"},
		casework.Reopening:     {"经核实整改已到位，新情况请另行反映。", "原答复已逐项回应，暂不重办，感谢您的监督。"},
	}
)
