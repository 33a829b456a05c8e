package open311

import (
	"fmt"

	"golang.org/x/text/language"

	"huiyin/calendar"
	"huiyin/casework"
	"huiyin/store"
)

// locale is the language of an answer.
type locale int

const (
	chinese locale = iota
	english
	spanish
)

var (
	tags    = []language.Tag{language.MustParse("zh-CN"), language.English, language.Spanish}
	matcher = language.NewMatcher(tags)
)

// localeOf takes the language that was named, else the first that the header prefers, else Chinese.
func localeOf(named, header string) locale {
	if len(named) > 35 {
		named = ""
	}
	if len(header) > 200 {
		header = ""
	}
	_, i := language.MatchStrings(matcher, named, header)
	return locale(i)
}

func (l locale) tag() string { return tags[l].String() }

// words is one sentence or word in the three languages, in the order of the constants.
type words [3]string

func (w words) in(l locale) string {
	if w[l] == "" {
		return w[chinese]
	}
	return w[l]
}

// nameOf is a category's name; a scheme that was imported need not have all three.
func nameOf(c *store.Category, l locale) string { return words{c.Name, c.NameEN, c.NameES}.in(l) }

var stageWords = map[casework.Stage]words{
	casework.StageReceived:   {"已接收", "Received", "Recibida"},
	casework.StageReview:     {"审核中", "Being reviewed", "En revisión"},
	casework.StageDispatched: {"已转办", "Passed to the unit in charge", "Remitida a la unidad responsable"},
	casework.StageHandling:   {"办理中", "Being handled by the unit in charge", "En trámite en la unidad responsable"},
	casework.StageAnswered:   {"已答复", "Answered", "Respondida"},
	casework.StageClosed:     {"已办结", "Closed", "Cerrada"},
	casework.StageGuided:     {"已引导其他渠道", "Guided to another channel", "Derivada a otro canal"},
}

// endWords say more about ends that are not what the person asked for.
var endWords = map[casework.State]words{
	casework.Unverifiable: {"因无法核实办结", "Closed: it could not be verified", "Cerrada: no se pudo verificar"},
	casework.Void:         {"登记有误，已作废", "Closed: it was registered by mistake", "Cerrada: se registró por error"},
}

var (
	wordsRound  = words{"第%d轮办理", "handled again, round %d", "nueva tramitación, ronda %d"}
	wordsNotice = words{"办理时限自转办之日起计算，为%s；到期时间见 expected_datetime。",
		"The unit in charge has %s from the day it is given the request; expected_datetime then names the date.",
		"La unidad responsable dispone de %s desde que recibe la solicitud; expected_datetime indica entonces la fecha."}
	wordsAnswer   = words{"答复：", "Answer: ", "Respuesta: "}
	wordsServices = words{"包括：", "Such as: ", "Por ejemplo: "}
)

var natureWords = map[casework.Nature]words{
	casework.Consultation: {"咨询", "Question", "Consulta"},
	casework.Help:         {"求助", "Request for help", "Petición de ayuda"},
	casework.Complaint:    {"投诉", "Complaint", "Queja"},
	casework.Report:       {"举报", "Report of wrongdoing (never published)", "Denuncia (nunca se publica)"},
	casework.Suggestion:   {"建议", "Suggestion", "Sugerencia"},
	casework.Praise:       {"表扬", "Praise", "Felicitación"},
	casework.OtherNature:  {"其他", "Something else", "Otro"},
}

// limitWords says a limit, such as 7 working days.
func limitWords(l calendar.Limit, say locale) string {
	amount, unit := l.Amount, words{"个日历日", "calendar days", "días naturales"}
	switch l.Unit {
	case calendar.WorkingDays:
		unit = words{"个工作日", "working days", "días hábiles"}
	case calendar.WorkingMinutes:
		amount, unit = hours(amount), words{"个工作小时", "working hours", "horas hábiles"}
	case calendar.ClockMinutes:
		amount, unit = hours(amount), words{"小时", "hours", "horas"}
	}
	if say == chinese {
		return fmt.Sprintf("%d%s", amount, unit.in(say))
	}
	return fmt.Sprintf("%d %s", amount, unit.in(say))
}

// hours rounds up: what is promised must be kept.
func hours(minutes int) int { return (minutes + 59) / 60 }
