package calendar

import (
	_ "embed"
	"fmt"
	"strings"
	"sync"
	"time"
)

//go:embed china.csv
var chinaCSV string

// China is the built-in calendar: UTC+8, Monday to Friday 09:00-12:00 and 13:00-17:00, and the public holidays
// and make-up working days announced for 2019 to 2026. A city with other hours takes China().WithWeek.
func China() Calendar { return china() }

// china has no use for the system's zone files: China has had one offset and no summer time since 1992.
var china = sync.OnceValue(func() Calendar {
	list, problems, err := ParseHolidays(strings.NewReader(chinaCSV))
	if err != nil || len(problems) > 0 {
		panic(fmt.Sprint("the built-in holidays of China do not parse: ", problems, err)) // nothing can work
	}
	week, err := ParseWeek("Mon-Fri 09:00-12:00 13:00-17:00")
	if err != nil {
		panic(err)
	}
	c, err := New(time.FixedZone("Asia/Shanghai", 8*60*60), week, list.Exceptions...)
	if err != nil {
		panic(err)
	}
	c.p.announced = c.p.announced.with(list.Years...) // nobody else holds it yet
	return c
})
