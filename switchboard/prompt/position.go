package prompt

import "strconv"

// The largest number that is said; beyond it a caller is told that it will take long.
const most = 99

// Position tells a caller how many are ahead, and how many minutes it will probably take: "您前面还有12位，预计等待
// 两分钟". Negative minutes are unknown and left out. A language that is not spoken is answered in Chinese.
func Position(language string, ahead, minutes int) Prompt {
	var p Prompt
	for _, name := range position(spoken(language), ahead, minutes) {
		part, ok := Sound(language, name)
		if !ok {
			part = pause
		}
		p = append(p, part...)
	}
	return p
}

// pause stands between sentences: 250 ms.
var pause = func() Prompt {
	p := make(Prompt, rate/4)
	for i := range p {
		p[i] = silence
	}
	return p
}()

// between is the name of that pause; no sound has it.
const between Name = ""

// position names the pieces of the announcement in their order.
func position(language string, ahead, minutes int) []Name {
	var said []Name
	switch {
	case ahead <= 0:
		said = append(said, "ahead_none")
	case ahead == 1:
		said = append(said, "ahead_one")
	case ahead > most:
		said = append(said, "ahead_many")
	default:
		said = counted(language, "ahead", ahead)
	}
	switch {
	case minutes < 0:
		return said
	case minutes == 0:
		return append(said, between, "wait_short")
	case minutes == 1:
		return append(said, between, "wait_one")
	case minutes > most:
		return append(said, between, "wait_long")
	}
	return append(append(said, between), counted(language, "wait", minutes)...)
}

// counted puts a number between the two halves of a sentence. Two of something is 两 in Chinese.
func counted(language string, sentence Name, n int) []Name {
	number := spell(language, n)
	if language == "zh" && n == 2 {
		number = []Name{"2_of"}
	}
	return append(append([]Name{sentence + "_before"}, number...), sentence+"_after")
}

// spell names the pieces of a number from 0 to 99: 十二, 二十, 二十二; twelve, twenty, twenty two.
func spell(language string, n int) []Name {
	tens, ones := n/10, n%10
	var said []Name
	switch {
	case language == "zh" && tens > 1:
		said = append(said, digit(tens), digit(10))
	case language == "zh" && tens == 1:
		said = append(said, digit(10))
	case language != "zh" && tens > 1:
		said = append(said, digit(tens*10))
	case tens == 1:
		return []Name{digit(n)}
	}
	if ones > 0 || tens == 0 {
		said = append(said, digit(ones))
	}
	return said
}

func digit(n int) Name { return Name(strconv.Itoa(n)) }
