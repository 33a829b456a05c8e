package city

import (
	"fmt"
	"math/rand/v2"

	"huiyin"
)

// Residents is how many people live here: one for each number of the range.
//
// Their numbers run from 199-0000-0000 to 199-0000-9999. China keeps no range for fiction, so this one was chosen
// because nobody can take it for a real person's: four noughts in the middle. The demo must never ring or write to
// anything outside the machine, and then the range needs no more protection than that.
const Residents = 10000

// firms is the first number that belongs to an enterprise.
const firms = 9300

// regulars is how many people call far more often than others.
const regulars = 200

// Person is an invented inhabitant. Type is "person" or "enterprise"; Sex is "male" or "female". Company is the
// enterprise's name, and Name then the one who speaks for it.
type Person struct {
	Name    string
	Phone   huiyin.Phone
	Sex     string
	Type    string
	Company string
}

// Resident is the person with the n-th number, the same whenever asked; n is taken modulo Residents.
func (c *City) Resident(n int) Person {
	n = (n%Residents + Residents) % Residents
	rng := c.Rand(fmt.Sprintf("resident %d", n))
	p := Person{Phone: huiyin.Phone(fmt.Sprintf("1990000%04d", n)), Sex: "female", Type: "person"}
	male := rng.IntN(2) == 0
	if male {
		p.Sex = "male"
	}
	p.Name = personName(rng, male)
	if n >= firms {
		p.Type = "enterprise"
		p.Company = pick(rng, roadWords).zh + pick(rng, companyWords) + pick(rng, companyKinds)
	}
	return p
}

// Person is somebody who gets in touch: mostly people, one in twenty for an enterprise, and one in eight of those
// few who call again and again.
func (c *City) Person(rng *rand.Rand) Person {
	switch x := rng.Float64(); {
	case x < 0.05:
		return c.Enterprise(rng)
	case x < 0.17:
		return c.Resident(rng.IntN(regulars))
	}
	return c.Resident(rng.IntN(firms))
}

// Enterprise is somebody who speaks for an enterprise.
func (c *City) Enterprise(rng *rand.Rand) Person {
	return c.Resident(firms + rng.IntN(Residents-firms))
}

// Sender is somebody whom the letter suits: an enterprise for a letter in an enterprise's name.
func (c *City) Sender(rng *rand.Rand, l Letter) Person {
	if l.By == "enterprise" {
		return c.Enterprise(rng)
	}
	for {
		if p := c.Person(rng); p.Type == "person" {
			return p
		}
	}
}

// personName puts a common surname before one or two characters, so that nobody in particular is meant.
func personName(rng *rand.Rand, male bool) string {
	given := femaleNames
	if male {
		given = maleNames
	}
	name := pick(rng, surnames) + string(pick(rng, given))
	if rng.IntN(5) > 0 {
		name += string(pick(rng, given))
	}
	return name
}
