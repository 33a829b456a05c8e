import { useQueries } from "@tanstack/react-query";
import { useMemo } from "react";
import { calendarQuery, type Year } from "../api/city";
import { cityZone, useNow } from "./clock";
import { dateIn, type Span, spansOf, type WorkHours } from "./time";

/** When the city works, this year and in those beside it, as far as they are read. */
export function useWorkHours(): WorkHours {
	const year = Number(dateIn(useNow(), cityZone()).slice(0, 4));
	const years = useQueries({ queries: [year, year + 1].map((y) => calendarQuery(y)), combine: datas });
	return useMemo(() => workHours(years), [years]);
}

const datas = (results: { data: Year | undefined }[]) => results.map((result) => result.data);

function workHours(years: (Year | undefined)[]): WorkHours {
	const spans = new Map<string, Span[]>();
	for (const year of years) {
		year?.days.forEach((day, i) => {
			spans.set(day.date, spansOf(year.hours[i] ?? ""));
		});
	}
	return (date) => spans.get(date);
}
