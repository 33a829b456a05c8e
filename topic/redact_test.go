package topic

import (
	"strings"
	"testing"
)

// All numbers are invented; the identity cards have birth dates and check digits made for these tests.
var redactions = []struct{ kind, in, want string }{
	{"phone", "请联系13800138000。", "请联系********。"},
	{"phone", "电话：138 0013 8000，谢谢", "电话：********，谢谢"},
	{"phone", "138-0013-8000", "********"},
	{"phone", "138.0013.8000", "********"},
	{"phone", "138—0013—8000", "********"},
	{"phone", "１３８００１３８０００", "********"},
	{"phone", "1 3 8 0 0 1 3 8 0 0 0", "********"},
	{"phone", "一三八零零一三八零零零", "********"},
	{"phone", "幺三八〇〇幺三八〇〇〇", "********"},
	{"phone", "+86 138 0013 8000", "+********"},
	{"phone", "8613800138000", "********"},
	{"phone", "0086-138-0013-8000", "********"},
	{"phone", "于2026-09-30 13800138000来电", "于2026-09-30 ********来电"},
	{"phone", "tel13800138000", "tel********"},
	{"phone", "拨打12345 13800138000", "拨打12345 ********"},
	{"phone", "028-86123456", "********"},
	{"phone", "(028)86123456", "********"},
	{"phone", "0831 2345678", "********"},
	{"phone", "02886123456", "********"},
	{"phone", "86-28-8612 3456", "********"},
	{"phone", "座机86123456", "座机********"},
	{"phone", "物业电话是8612-3456，没人接", "物业电话是********，没人接"},
	{"phone", "＋１ ４１５ ５５５ ０１００", "＋********"},
	{"phone", "13800138000平时没人接", "********平时没人接"},
	{"phone", "13800138000，13900139000", "********，********"},
	{"id_card", "身份证号510104199003071234", "身份证号******************"},
	{"id_card", "51010419900307123x", "******************"},
	{"id_card", "510104 19900307 1234", "******************"},
	{"id_card", "５１０１０４１９９００３０７１２３４", "******************"},
	{"id_card", "510104900307123", "******************"},
	{"id_card", "身份证：510104201803071234", "身份证：******************"},
	{"email", "写信到 wang.xm@example.com 即可", "写信到 ***@*** 即可"},
	{"email", "ｗａｎｇ＠ｅｘａｍｐｌｅ．ｃｏｍ", "***@***"},
	{"bank_card", "卡号6222020000000000011", "卡号****************"},
	{"bank_card", "6222 0200 0000 0007", "****************"},
	{"bank_card", "4111111111111111", "****************"},
	{"bank_card", "打到账号1234567890123456", "打到账号****************"},
	{"plate", "川A12345违停", "川A*****违停"},
	{"plate", "川A·D12345", "川A·*****"},
	{"plate", "京a 8k888学占道", "京a *****占道"},
	{"account", "微信号：wang_xm88", "微信号：******"},
	{"account", "加微信wxm2020ok", "加微信******"},
	{"account", "QQ：123456789", "QQ：******"},
	{"account", "qq群号 12345678", "qq群号 ******"},
	{"account", "vx:wangxiaoming", "vx:******"},
	{"document", "护照号E12345678", "护照号******"},
	{"document", "残疾证：51010419900307123442", "残疾证：******"},
	{"door", "春熙路12号3栋2单元501室漏水", "春熙路12号**室漏水"},
	{"door", "阳光小区三栋二单元五零一室", "阳光小区**室"},
	{"door", "住在3号楼2单元501", "住在**室"},
	{"door", "A座1203室", "**室"},
	{"door", "12幢18楼1801号", "**室"},
	{"door", "楼上502室装修", "楼上**室装修"},
	{"door", "301房的住户", "**室的住户"},
	{"door", "阳光小区12-1-1203", "阳光小区**室"},
	{"door", "住C10栋1109房间", "住**室"},
	{"door", "1栋601-608漏水", "**室漏水"},
	{"door", "和平村3组25号", "和平村3组**号"},
}

// What looks like it and must stay.
var stays = []string{
	"拨打12345、110、119、120、12315、95598投诉", "微信12345热线", "客服400-810-0000", "致电95598转1号键",
	"028-12345", "全国统一电话10086", "2026-09-30 10:15:00", "2026.09.30-2026.10.07", "20260930", "2026年9月30日8时至20时",
	"工单号2609300000017", "订单号13912345678", "订单编号：JD13912345678", "快递单号 6222020000000000011", "202609301200001234", "流水号510104199003071234",
	"案件510104202609300008的回复", "赔偿15800.00元", "总投资15000000000元", "1500-20000元", "面积13800平方米", "涉及200户居民",
	"3栋2单元电梯坏了", "3栋200余户", "三室一厅", "3室2厅", "两房", "教研室", "办公室", "2楼12号窗口", "25室温", "3栋120平米", "12栋18楼停水", "16栋3号电梯", "6栋一房一价", "3栋2026年建",
	"春熙路12号门口", "地铁2号线", "公交101路", "国办发〔2020〕53号", "GB/T 33358-2016", "DB11/T 2021-2022", "104.065735,30.659462",
	"192.168.100.100", "微信支付20000元", "微信公众号chengdu12345", "微信群里有500人", "QQ音乐", "川西高原", "新A股上市", "京A",
	"0.3811234567", "http://example.com/a@b", "电话费86123456元", "致电时间20260930", "增长13.8%，达到13800万", "第3组第25号", "一九九〇年",
	"医保缴费200000元", "3.14159265358979", "身高180 体重70 年龄45",
}

func TestRedactTakesPersonsOut(t *testing.T) {
	for _, c := range redactions {
		if got := Redact(c.in); got != c.want {
			t.Errorf("Redact(%q) = %q, want %q", c.in, got, c.want)
		}
		if kind, found := HasIdentity(c.in); !found || kind != c.kind {
			t.Errorf("HasIdentity(%q) = %q, %v; want %q", c.in, kind, found, c.kind)
		}
		if kind, found := HasIdentity(c.want); found {
			t.Errorf("after redaction %q still holds %q", c.want, kind)
		}
	}
}

func TestRedactLeavesTheMatterAlone(t *testing.T) {
	for _, s := range stays {
		if got := Redact(s); got != s {
			t.Errorf("Redact(%q) = %q", s, got)
		}
		if kind, found := HasIdentity(s); found {
			t.Errorf("HasIdentity(%q) = %q", s, kind)
		}
	}
}

func TestRedactNames(t *testing.T) {
	cases := []struct {
		in    string
		names []string
		want  string
	}{
		{"王小明说王小明家漏水", []string{"王小明"}, "王某某说王某某家漏水"},
		{"李雷和李雷雷", []string{"李雷", "李雷雷"}, "李某和李某某"},
		{"欧阳小明投诉", []string{"欧阳小明"}, "欧阳某某投诉"},
		{"欧阳投诉", []string{"欧阳"}, "欧某投诉"},
		{"阿依古丽·买买提反映", []string{"阿依古丽·买买提"}, "阿某某某·某某某反映"},
		{"John Smith wrote", []string{"John Smith"}, "J*** S**** wrote"},
		{"王先生反映", []string{"王", "", " "}, "王先生反映"},
		{"王某某反映", []string{"王某某"}, "王某某反映"},
		{"王小明13800138000", []string{"王小明", "李四"}, "王某某********"},
		{"坏字节\xff王小明", []string{"王小明"}, "坏字节\ufffd王某某"},
	}
	for _, c := range cases {
		if got := Redact(c.in, c.names...); got != c.want {
			t.Errorf("Redact(%q, %q) = %q, want %q", c.in, c.names, got, c.want)
		}
	}
}

func TestEveryMobileNumberIsSeen(t *testing.T) {
	for second := '3'; second <= '9'; second++ {
		number := "1" + string(second) + "912340567"
		for _, lead := range []string{"", "电话", "，", "我是", "A", "+86", "3栋"} {
			for _, tail := range []string{"", "。", "转告", "元旦", "万先生"} {
				if _, found := HasIdentity(lead + number + tail); !found {
					t.Errorf("%q goes unseen", lead+number+tail)
				}
			}
		}
	}
}

func FuzzRedact(f *testing.F) {
	for _, c := range redactions {
		f.Add(c.in)
	}
	f.Add(strings.Join(stays, ""))
	f.Add("028-8612 13800138000 3栋\xff2单元501 微信wx12345a@b.cn")
	f.Fuzz(func(t *testing.T, s string) {
		out := Redact(s, "王小明")
		if kind, found := HasIdentity(out); found {
			t.Fatalf("%q became %q, which still holds %q", s, out, kind)
		}
		if again := Redact(out, "王小明"); again != out {
			t.Fatalf("%q became %q, then %q", s, out, again)
		}
		if kind, found := HasIdentity(s); !found && kind != "" {
			t.Fatalf("a kind without a find: %q", kind)
		}
	})
}
