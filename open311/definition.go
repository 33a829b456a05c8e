package open311

import (
	"huiyin"
	"huiyin/casework"
	"huiyin/directory"
	"huiyin/store"
)

// The attributes a service asks for. All of them may be left out, so that a client that reads no definitions can
// still file requests. Others that a client sends are kept as lines of the text.
const (
	attrDetail  = "detail"  // a category of the third level
	attrNature  = "nature"  // what the person wants from the city
	attrDemand  = "demand"  // what the city should do, in words
	attrPlace   = "place"   // where exactly, beside the address
	attrReply   = "reply"   // whether the person wants to be spoken to
	attrPublish = "publish" // whether request and answer may be published
)

const (
	yes = "yes"
	no  = "no"
)

var attrWords = map[string]struct{ about, hint words }{
	attrDetail: {words{"具体是哪一类问题？", "What exactly is it about?", "¿De qué se trata exactamente?"}, words{}},
	attrNature: {words{"您希望政府做什么？", "What do you want from the city?", "¿Qué pide a la ciudad?"},
		words{"不选则按服务的默认性质登记", "Left out, the service's usual nature is taken", "Si se omite, se toma la habitual del servicio"}},
	attrDemand: {words{"具体诉求", "What should be done?", "¿Qué habría que hacer?"}, words{"不超过500字", "At most 500 characters", "Máximo 500 caracteres"}},
	attrPlace: {words{"具体位置说明", "Where exactly is it?", "¿Dónde está exactamente?"}, words{"不超过150字，如“二单元门口”",
		"At most 150 characters, such as: by the second entrance", "Máximo 150 caracteres; por ejemplo: junto al segundo portal"}},
	attrReply: {words{"是否需要工作人员与您联系？", "Do you want to be contacted about it?", "¿Desea que le contacten?"},
		words{"默认需要", "Left out, yes is taken", "Si se omite, sí"}},
	attrPublish: {words{"办结后可否隐去个人信息公开诉求与答复？", "May the request and its answer be published when it is closed, without personal data?",
		"¿Se pueden publicar la solicitud y su respuesta al cerrarse, sin datos personales?"},
		words{"默认可以；举报从不公开", "Left out, yes is taken; reports of wrongdoing are never published", "Si se omite, sí; las denuncias nunca se publican"}},
}

var (
	yesWords = words{"是", "Yes", "Sí"}
	noWords  = words{"否", "No", "No"}
)

// definition tells what a service asks for.
func (c *counter) definition(a *asked) (document, error) {
	k, err := wanted(a.city, a.name)
	if err != nil {
		return document{}, err
	}
	return document{"service_definition", definition{Code: k.Code, Attributes: list[attribute]{attributesOf(a.city, k, a.say)}}}, nil
}

func attributesOf(city *directory.City, k *store.Category, say locale) []attribute {
	var out []attribute
	ask := func(code, datatype string, values ...value) {
		out = append(out, attribute{Variable: true, Code: code, Datatype: datatype, Order: len(out) + 1, Values: list[value]{values},
			About: text(attrWords[code].about.in(say)), Hint: text(attrWords[code].hint.in(say))})
	}
	var details, natures []value
	for _, d := range detailsOf(city, k.Code) {
		details = append(details, value{Key: d.Code, Name: text(nameOf(d, say))})
	}
	for _, n := range casework.Natures {
		natures = append(natures, value{Key: string(n), Name: text(natureWords[n].in(say))})
	}
	choice := []value{{Key: yes, Name: text(yesWords.in(say))}, {Key: no, Name: text(noWords.in(say))}}
	if len(details) > 0 {
		ask(attrDetail, "singlevaluelist", details...)
	}
	ask(attrNature, "singlevaluelist", natures...)
	ask(attrDemand, "text")
	ask(attrPlace, "string")
	ask(attrReply, "singlevaluelist", choice...)
	ask(attrPublish, "singlevaluelist", choice...)
	return out
}

// chosen is the one value given for an attribute of a list, or "" for none; values that are not offered are refused.
func chosen(offered []attribute, code string, given []string) (string, error) {
	if len(given) == 0 {
		return "", nil
	}
	field := "attribute[" + code + "]"
	for _, a := range offered {
		if a.Code != code {
			continue
		}
		for _, v := range a.Values.Items {
			if len(given) == 1 && v.Key == given[0] {
				return v.Key, nil
			}
		}
	}
	if len(given) > 1 {
		return "", huiyin.Invalid(field, "The field %s takes one value; %d were given.", field, len(given))
	}
	return "", huiyin.Invalid(field, "The field %s does not take %q; the service's definition lists what it takes.", field, short(given[0]))
}
