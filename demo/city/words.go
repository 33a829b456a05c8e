package city

// word is an invented name with its spelling for letters in English.
type word struct{ zh, en string }

var surnames = []string{"李", "王", "张", "刘", "陈", "杨", "赵", "黄", "周", "吴", "徐", "孙", "胡", "朱", "高", "林", "何", "郭", "马", "罗",
	"梁", "宋", "郑", "谢", "韩", "唐", "冯", "于", "董", "萧", "程", "曹", "袁", "邓", "许", "傅", "沈", "曾", "彭", "吕", "苏", "卢", "蒋", "蔡",
	"贾", "丁", "魏", "薛", "叶", "阎", "余", "潘", "杜", "戴", "夏", "钟", "汪", "田", "任", "姜", "范", "方", "石", "姚", "谭", "廖", "邹", "熊"}

var (
	maleNames   = []rune("川岳松柏舟航远恒哲诚朗晖睿川峻屿森砺拓衡渊澄启越昀骁煦禹")
	femaleNames = []rune("岚汐苒禾芷蔓月棠宁溪霏雁荷澜筠桐韵柠瑶黛沐晴疏萤绮蕙穗")
)

var roadWords = []word{
	{"桐语", "Tongyu"}, {"槐荫", "Huaiyin"}, {"枕流", "Zhenliu"}, {"鹿鸣", "Luming"}, {"听松", "Tingsong"}, {"衔泥", "Xianni"},
	{"织锦", "Zhijin"}, {"晴川", "Qingchuan"}, {"拾翠", "Shicui"}, {"青禾", "Qinghe"}, {"白鹭", "Bailu"}, {"月牙", "Yueya"},
	{"石榴", "Shiliu"}, {"杏雨", "Xingyu"}, {"榆钱", "Yuqian"}, {"麦香", "Maixiang"}, {"橙园", "Chengyuan"}, {"蓝花", "Lanhua"},
	{"竹影", "Zhuying"}, {"泊舟", "Bozhou"}, {"驿马", "Yima"}, {"烟袋", "Yandai"}, {"打铜", "Datong"}, {"染坊", "Ranfang"},
	{"书台", "Shutai"}, {"砚池", "Yanchi"}, {"柳堤", "Liudi"}, {"菱角", "Lingjiao"}, {"藕花", "Ouhua"}, {"茶坊", "Chafang"},
	{"梨坪", "Liping"}, {"云栈", "Yunzhan"}, {"星汉", "Xinghan"}, {"归雁", "Guiyan"}, {"稻香", "Daoxiang"}, {"玉簪", "Yuzan"},
}

var roadKinds = []word{
	{"东路", "East Road"}, {"西路", "West Road"}, {"南街", "South Street"}, {"北街", "North Street"}, {"一路", "1st Road"},
	{"二路", "2nd Road"}, {"三路", "3rd Road"}, {"巷", "Lane"}, {"街", "Street"}, {"大道", "Avenue"}, {"中路", "Middle Road"}, {"横街", "Cross Street"},
}

var (
	estateWords  = []string{"翠屏", "锦悦", "云栖", "望江", "澜庭", "半山", "叠彩", "书香", "橡树", "丹枫", "鹭洲", "晓风", "南亭", "清和", "紫藤", "棠里", "沐阳", "听雨", "凌波", "梧桐"}
	estateKinds  = []string{"雅苑", "华庭", "花园", "新居", "佳苑", "名居", "公馆", "里", "小区", "家园", "一期", "二期"}
	companyWords = []string{"精工", "物流", "食品", "餐饮", "装饰", "科技", "商贸", "服饰", "机械", "园艺"}
	companyKinds = []string{"有限公司", "经营部", "工作室", "有限责任公司"}
	plants       = []string{"包装厂", "印务公司", "食品加工厂", "机械配件厂", "涂料厂", "家具厂"}
	sites        = []string{"住宅项目工地", "商业项目工地", "道路改造工地", "地铁施工点", "旧房拆除工地", "管网施工点"}
)

// shops names a shop by the category of the matter: the first prefix that fits counts, the empty one always does.
var shops = []struct {
	category string
	kinds    []string
}{
	{"0601", []string{"小馆", "面庄", "火锅店", "烤鱼店", "冒菜馆", "饭店", "烘焙坊"}},
	{"0503", []string{"小馆", "火锅店", "烤鱼店", "冒菜馆", "饭店", "串串店"}},
	{"0202", []string{"烧烤店", "夜宵店", "大排档"}},
	{"050203", []string{"小酒馆", "音乐餐吧", "量贩歌城"}},
	{"060301", []string{"健身中心", "游泳健身馆"}},
	{"060303", []string{"艺术培训中心", "少儿编程馆", "舞蹈中心", "英语学习中心"}},
	{"0804", []string{"教育咨询部", "学习馆", "文化艺术中心"}},
	{"", []string{"百货店", "生鲜超市", "家居馆", "水果店", "服装店"}},
}
