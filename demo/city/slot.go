package city

import "fmt"

// answerSlots are the gaps that an answer or an urge fills from what it knows of the letter.
var answerSlots = []string{"about", "处", "found", "done", "truth", "contact", "hard"}

// one takes one of a list.
func one(list ...string) func(*scene) string {
	return func(s *scene) string { return pick(s.rng, list) }
}

// yuan is an amount between low and high in steps.
func yuan(low, high, step int) func(*scene) string {
	return func(s *scene) string { return fmt.Sprintf("%d元", low+s.rng.IntN((high-low)/step+1)*step) }
}

// slots says how each gap of a situation is filled. The names are those of the Chinese templates, so that whoever
// writes one reads a sentence and not a code.
var slots = map[string]func(*scene) string{
	"区":  func(s *scene) string { return s.place.district.name },
	"镇":  func(s *scene) string { return s.place.town.name },
	"社区": func(s *scene) string { return s.place.community.name },
	"村":  func(s *scene) string { return s.place.community.name },
	"组":  one("一组", "二组", "三组", "五组", "七组", "九组", "十二组"),
	"路":  func(s *scene) string { return s.road.zh },
	"路口": func(s *scene) string { return s.road.zh + "与" + s.crossing.zh + "路口" },
	"小区": func(s *scene) string { return s.estate },
	"栋":  func(s *scene) string { return fmt.Sprintf("%d栋%d单元", 1+s.rng.IntN(26), 1+s.rng.IntN(4)) },
	"楼":  func(s *scene) string { return fmt.Sprintf("%d楼", 2+s.rng.IntN(24)) },
	"号":  func(s *scene) string { return fmt.Sprintf("%d号", 1+s.rng.IntN(398)) },
	"店":  (*scene).shop,
	"公司": func(s *scene) string { return pick(s.rng, roadWords).zh + pick(s.rng, plants) },
	"学校": func(s *scene) string { return pick(s.rng, roadWords).zh + one("小学", "实验学校", "学校")(s) },
	"医院": func(s *scene) string {
		return pick(s.rng, roadWords).zh + one("医院", "中医医院", "妇幼保健院")(s)
	},
	"工地": one(sites...),
	"公交": func(s *scene) string { return fmt.Sprintf("9%02d路公交", s.rng.IntN(100)) },
	"站":  func(s *scene) string { return pick(s.rng, roadWords).zh + "站" },
	"时":  one("夜里十一点到凌晨两三点", "晚上十点半以后", "凌晨一点到四点", "后半夜两点多", "晚上十点到凌晨一点", "深夜十二点前后"),
	"前":  one("上周一", "上周三", "上周五", "上周末", "前天", "大前天", "三天前", "五天前", "半个月前", "上个星期二", "上个月"),
	"钟":  one("早上七点半", "上午十点左右", "中午十二点半", "下午三点", "傍晚六点多", "晚上九点"),
	"分":  one("二十分钟", "半个小时", "四十分钟", "一个小时", "一个多小时"),
	"天":  one("两天", "三天", "四天", "五天", "六天"),
	"周":  one("一周", "两周", "十天", "半个月", "三个星期", "二十天"),
	"月":  one("两个月", "三个月", "四个月", "五个月", "半年", "八个月"),
	"次":  one("两次", "三次", "四次", "五六次", "好几次"),
	"n":  one("三", "四", "五", "六"),
	"户":  one("十几户", "二十多户", "三十来户", "五十多户", "上百户"),
	"小钱": yuan(15, 160, 1),
	"钱":  yuan(1800, 9800, 10),
	"大钱": func(s *scene) string { return fmt.Sprintf("%d.%d万元", 1+s.rng.IntN(9), 1+s.rng.IntN(9)) },
	"人":  one("母亲", "父亲", "岳母", "岳父", "舅舅", "婆婆"),
	"年级": one("小学二年级", "小学四年级", "五年级", "六年级", "初二"),
	"异物": one("一截钢丝", "一只小虫", "一根头发", "一小块塑料", "半只苍蝇", "一片指甲盖大的玻璃"),
	"我":  func(s *scene) string { return s.person("我", "来电人") },
	"我家": func(s *scene) string { return s.person("我家", "来电人家中") },
	"我们": func(s *scene) string {
		if s.at == "firm" {
			return s.person("我们", "来电人所在")
		}
		return s.person("我们", "来电人及邻居")
	},
	"事":        func(s *scene) string { return s.category.name },
	"days":     one("three", "four", "five", "six"),
	"District": func(s *scene) string { return s.place.district.english() },
	"Town":     func(s *scene) string { return s.place.town.english() },
	"Road":     func(s *scene) string { return s.road.en },
}
