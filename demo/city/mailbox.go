package city

import "strings"

// post is a function whose holder has a letter box: titles only, never names. In a post's titles % stands for
// the place or the office.
type post struct{ role, kind, title, english, spanish string }

var cityPosts = []post{
	{"mayor", "leader", "市长", "Mayor", "Alcalde"},
	{"vice-executive", "leader", "常务副市长", "Executive Vice Mayor", "Primer Vicealcalde"},
	{"vice-construction", "leader", "分管城建副市长", "Vice Mayor for Construction", "Vicealcalde de Urbanismo"},
	{"vice-transport", "leader", "分管交通副市长", "Vice Mayor for Transport", "Vicealcalde de Transporte"},
	{"vice-education", "leader", "分管教育副市长", "Vice Mayor for Education", "Vicealcalde de Educación"},
	{"vice-health", "leader", "分管卫健和民政副市长", "Vice Mayor for Health and Welfare", "Vicealcalde de Salud y Bienestar"},
	{"vice-safety", "leader", "分管公共安全副市长", "Vice Mayor for Public Safety", "Vicealcalde de Seguridad"},
	{"vice-countryside", "leader", "分管农业和水务副市长", "Vice Mayor for Agriculture and Water", "Vicealcalde de Agricultura y Agua"},
	{"vice-economy", "leader", "分管经济和商务副市长", "Vice Mayor for Economy", "Vicealcalde de Economía"},
	{"vice-environment", "leader", "分管生态和市场监管副市长", "Vice Mayor for Environment and Markets", "Vicealcalde de Medio Ambiente y Mercados"},
	{"secretary-general", "leader", "市政府秘书长", "Secretary-General", "Secretario General"},
	{"enterprise", "enterprise", "企业服务", "Enterprise Service", "Servicio a Empresas"},
	{"foreign", "letterbox", "外籍人士服务", "Foreign Residents", "Residentes Extranjeros"},
}

var districtPosts = []post{
	{"secretary", "leader", "委书记", "Party Secretary of %", "Secretario del Partido %"},
	{"head", "leader", "%长", "Head of %", "Jefe %"},
	{"deputy-executive", "leader", "常务副%长", "Executive Deputy Head of %", "Primer Subjefe %"},
	{"deputy-construction", "leader", "分管城建副%长", "Deputy Head for Construction of %", "Subjefe de Urbanismo %"},
	{"deputy-education", "leader", "分管教育卫生副%长", "Deputy Head for Education and Health of %", "Subjefe de Educación y Salud %"},
	{"deputy-safety", "leader", "分管公共安全副%长", "Deputy Head for Public Safety of %", "Subjefe de Seguridad %"},
	{"deputy-economy", "leader", "分管经济副%长", "Deputy Head for Economy of %", "Subjefe de Economía %"},
	{"deputy-countryside", "leader", "分管农业水务副%长", "Deputy Head for Agriculture and Water of %", "Subjefe de Agricultura y Agua %"},
	{"deputy-environment", "leader", "分管生态环境副%长", "Deputy Head for Environment of %", "Subjefe de Medio Ambiente %"},
	{"enterprise", "enterprise", "企业服务", "Enterprise Service of %", "Servicio a Empresas %"},
}

var townPosts = []post{
	{"secretary", "leader", "党委书记", "Party Secretary of %", "Secretario del Partido %"},
	{"director", "leader", "主任", "Director of %", "Director %"},
	{"deputy-welfare", "leader", "分管民生副主任", "Deputy Director for Welfare of %", "Subdirector de Bienestar %"},
	{"deputy-upkeep", "leader", "分管城市管理副主任", "Deputy Director for Upkeep of %", "Subdirector de Mantenimiento %"},
	{"deputy-safety", "leader", "分管平安建设副主任", "Deputy Director for Safety of %", "Subdirector de Seguridad %"},
	{"deputy-community", "leader", "分管社区治理副主任", "Deputy Director for Communities of %", "Subdirector de Barrios %"},
	{"deputy-economy", "leader", "分管经济发展副主任", "Deputy Director for Economy of %", "Subdirector de Economía %"}, // large towns only
}

var officePosts = []post{
	{"director", "department", "局长", "Director, %", "Director, %"},
	{"deputy-1", "department", "分管业务副局长", "Deputy Director for Services, %", "Subdirector de Servicios, %"},
	{"deputy-2", "department", "分管执法副局长", "Deputy Director for Enforcement, %", "Subdirector de Inspección, %"},
	{"deputy-3", "department", "分管综合副局长", "Deputy Director for Administration, %", "Subdirector de Administración, %"},
	{"box", "letterbox", "服务", "Service, %", "Servicio, %"},
}

var companyPosts = []post{
	{"manager", "department", "总经理", "General Manager, %", "Director General, %"},
	{"box", "letterbox", "客户服务", "Customer Service, %", "Atención al Cliente, %"},
}

// largeTown is the number of communities from which a town has a seventh letter box.
const largeTown = 12

// Mailboxes lists about 2,370 letter boxes. A few deputies' boxes are closed.
func (c *City) Mailboxes() []map[string]string {
	t := newTable("mailboxes")
	t.add("12345", "12345信箱", "12345 letter box", "Buzón 12345", "letterbox", "12345", "city", cityArea, root+"-zw", "open",
		"不知道该写给谁，就写到这里，由热线转给负责的单位。")
	for _, u := range c.units {
		switch u.kind {
		case "city":
			c.addBoxes(t, u, cityPosts, box{level: "city"})
		case "district", "zone":
			c.addBoxes(t, u, districtPosts, c.districtBox(u))
		case "town":
			c.addBoxes(t, u, townPostsOf(c.places[u.code].town), c.townBox(u))
		case "department":
			c.addBoxes(t, u, departmentPosts(u), box{"department", u.name, u.office.english, u.office.spanish, ""})
		case "company":
			c.addBoxes(t, u, companyPosts, box{"department", u.name, u.office.english, u.office.spanish, ""})
		}
	}
	return t.rows
}

// box is what the letter boxes of one unit share: their level, the place's or office's name in three languages, and
// the word that replaces % in Chinese titles.
type box struct{ level, name, english, spanish, word string }

func (c *City) districtBox(u unit) box {
	if u.kind == "zone" {
		for _, z := range c.zones {
			if z.code == u.code {
				return box{"district", z.name, z.english, "de la " + z.spanish, "区"}
			}
		}
	}
	d := c.places[u.code].district
	runes := []rune(d.name)
	return box{"district", d.name, d.english(), d.spanish("de"), string(runes[len(runes)-1])}
}

func (c *City) townBox(u unit) box {
	t := c.places[u.code].town
	return box{"town", t.district.name + t.name, t.english() + ", " + t.district.english(), "de " + t.pinyin + ", " + t.district.spanish(""), ""}
}

func townPostsOf(t *town) []post {
	if len(t.communities) < largeTown {
		return townPosts[:len(townPosts)-1]
	}
	return townPosts
}

// departmentPosts gives a city department all boxes and a district's bureau its director's only.
func departmentPosts(u unit) []post {
	if u.parent == root {
		return officePosts
	}
	return officePosts[:1]
}

func (c *City) addBoxes(t *table, u unit, posts []post, b box) {
	for _, p := range posts {
		title := b.name + titleIn(u, strings.ReplaceAll(p.title, "%", b.word))
		state, intro := "open", "请写明时间、地点、事情经过和您的诉求，我们按规定的期限答复。"
		if strings.HasPrefix(p.role, "deputy-") && hash(u.code+p.role)%70 == 0 {
			state, intro = "closed", "此信箱已停用，请写到同一单位的其他信箱或12345信箱。"
		}
		english := strings.ReplaceAll(p.english, "%", b.english) + " – letter box"
		spanish := "Buzón: " + strings.ReplaceAll(p.spanish, "%", b.spanish)
		t.add(u.code+"-"+p.role, title+"信箱", english, spanish, p.kind, title, b.level, u.area, u.code, state, intro)
	}
}

// titleIn turns the general title into the one that the unit uses: a town (镇) has a head where a sub-district has
// a director, a zone a committee, and not every department is a bureau.
func titleIn(u unit, title string) string {
	switch {
	case u.kind == "town" && strings.HasSuffix(u.name, "人民政府"):
		title = strings.Replace(title, "副主任", "副镇长", 1)
		return strings.Replace(title, "主任", "镇长", 1)
	case u.kind == "town":
		return strings.Replace(title, "党委", "党工委", 1)
	case u.kind == "zone" && title == "委书记":
		return "党工委书记"
	case u.kind == "zone":
		return strings.Replace(strings.Replace(title, "副区长", "管委会副主任", 1), "区长", "管委会主任", 1)
	case u.kind == "department":
		head := headOf(u.name)
		return strings.Replace(strings.Replace(title, "副局长", "副"+head, 1), "局长", head, 1)
	}
	return title
}

// headOf is what the head of a department is called, by the department's name.
func headOf(name string) string {
	for ending, head := range map[string]string{"局": "局长", "支队": "支队长", "总工会": "主席", "妇女联合会": "主席",
		"残疾人联合会": "理事长", "共青团市委": "书记"} {
		if strings.HasSuffix(name, ending) {
			return head
		}
	}
	return "主任"
}
