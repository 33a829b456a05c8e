package city

import (
	"math/rand/v2"
	"time"
)

// hourShare is the part of a day's contacts that each hour brings, in per cent. The peaks at 10 and 15 h and the
// quiet hours from 2 to 5 are those of the letters to a real city's leaders; the hours between were drawn to join them.
var hourShare = [24]float64{1.0, 0.6, 0.4, 0.3, 0.2, 0.4, 0.9, 2.4, 6.0, 9.0, 11.7, 8.9,
	4.9, 4.4, 7.6, 9.2, 8.4, 6.5, 3.9, 3.3, 3.2, 2.9, 2.3, 1.6}

// dayShare is the part of a week's contacts that each day brings, in per cent, Sunday first as in time.Weekday.
var dayShare = [7]float64{8.2, 15.6, 19.8, 18.7, 16.5, 15.0, 6.2}

// HourShare is the part of a day's contacts that an hour (0 to 23) brings; the 24 sum to 1.
func HourShare(hour int) float64 { return hourShare[hour] / 100 }

// DayShare is the part of a week's contacts that a day brings; the seven sum to 1.
func DayShare(day time.Weekday) float64 { return dayShare[day] / 100 }

// Load is how many times the average of a week arrives at t, read in t's own zone: multiply the average rate by it.
func Load(t time.Time) float64 { return HourShare(t.Hour()) * 24 * DayShare(t.Weekday()) * 7 }

// channels follow the counts of a monthly report: telephone 304,373, letters 13,261, WeChat 4,201, web 1,905,
// app 719, SMS 580; the last two are guesses.
var channels = []share{{"phone", 304373}, {"letter", 13261}, {"wechat", 4201}, {"web", 1905}, {"app", 719},
	{"sms", 580}, {"walk_in", 150}, {"open311", 100}}

// Channel is how somebody gets in touch: phone, letter, wechat, web, app, sms, walk_in or open311.
func Channel(rng *rand.Rand) string { return draw(rng, channels) }

// draw takes a name by its weight; the list must not be empty.
func draw(rng *rand.Rand, list []share) string {
	sum := 0.0
	for _, s := range list {
		sum += s.weight
	}
	x := rng.Float64() * sum
	for _, s := range list {
		if x -= s.weight; x < 0 {
			return s.name
		}
	}
	return list[len(list)-1].name
}
