// Package calendar is the only clock court of the house: it knows which days and minutes are worked, says when a
// limit ends, and proves it day by day. Deadlines, pauses, lights and statistics all ask here, so that they can
// never disagree.
//
// A Calendar is a time zone, an ordinary week, and exceptions by date: public holidays and make-up working days
// (调休). China is built in for the years that have been announced; other years and other countries are imported
// as data. What is asked of a year without an announced list is answered from the ordinary week and flagged.
//
// # How a limit is counted
//
//   - Working days ("15wd"): the day of the start never counts, not even when it is filed at 00:01, so an appeal
//     filed at 23:59 loses nothing. Every working day after it is worth one. The limit ends with the last working
//     minute of the n-th.
//   - Calendar days ("10d"): the day of the start does not count, every day after it does, and the limit ends
//     at midnight, the end of the n-th (Civil Code of China, articles 201 and 203). A last day that is a
//     holiday is not moved: what a person reads off any wall calendar is right.
//   - Working minutes and hours ("90wm", "4wh"): time within the working hours counts, from the start on.
//   - Clock minutes and hours ("30min", "24h"): all time counts, nights and holidays too.
//
// # What a pause does
//
// Time inside a pause does not count, and nothing else changes. For minutes that is plain. A working day of which
// a pause takes a part is worth the part that is left, measured in its own working time; the limit ends at the
// first moment at which the parts add up to n. So a pause moves the end by exactly the share of working days it
// took: a pause over a weekend or a lunch break takes none, two pauses that touch are one, a longer pause never
// brings the end nearer, and nobody wins or loses a day by asking at a clever minute. While a pause is still open
// no end can be promised: the Deadline is Open.
//
// Because every counted day is worth one and every pause only takes away, these hold for every calendar and are
// tested: more limit ends later, a later start never ends earlier, a holiday more never shortens a limit, and a
// make-up day more never lengthens one.
//
// # Bounds
//
// Days are local calendar days from 1900 to 2999; moments outside are taken for the nearest moment inside, and a
// limit that would end beyond is Open. Limits above MaxDays, or that many days of minutes, are cut to it. Times
// are exact to the microsecond; what is finer is dropped. Where clocks are changed, a span lasts from the first
// moment that shows its beginning to the first that shows its end, and a day that has begun stays begun.
//
// The package refuses to know cases, people, the current time, files and databases.
package calendar
