import { useQueryClient } from "@tanstack/react-query";
import { Input } from "antd";
import { useState } from "react";
import { areaSearchQuery } from "../../api/city";
import { useLang } from "../../lang/lang";
import type { Point } from "./filled";

/** A point in degrees: typed, taken from the area, or from where this machine is. */
export function PointPick({
	label,
	area,
	value,
	onChange,
}: {
	label: string;
	area: string | undefined;
	value: Point;
	onChange: (point: Point) => void;
}) {
	const { say } = useLang();
	const queries = useQueryClient();
	const [note, setNote] = useState("");
	const put = (lon: number, lat: number) => {
		setNote("");
		onChange({ lon: lon.toFixed(6), lat: lat.toFixed(6) });
	};
	const fromArea = async () => {
		const found = (await queries.fetchQuery(areaSearchQuery(area ?? ""))).find((a) => a.code === area);
		if (found?.lon !== undefined && found.lat !== undefined) put(found.lon, found.lat);
		else setNote(say("point.area_unknown"));
	};
	const fromHere = () =>
		navigator.geolocation.getCurrentPosition(
			({ coords }) => put(coords.longitude, coords.latitude),
			() => setNote(say("point.here_unknown")),
			{ enableHighAccuracy: true, timeout: 10_000 },
		);
	return (
		<div className="point">
			<div className="row">
				<Input
					inputMode="decimal"
					aria-label={`${label} ${say("point.lon")}`}
					placeholder={say("point.lon")}
					value={value.lon}
					onChange={(e) => onChange({ ...value, lon: e.target.value })}
				/>
				<Input
					inputMode="decimal"
					aria-label={`${label} ${say("point.lat")}`}
					placeholder={say("point.lat")}
					value={value.lat}
					onChange={(e) => onChange({ ...value, lat: e.target.value })}
				/>
			</div>
			<div className="chips">
				{area && (
					<button type="button" className="chip-button" onClick={() => void fromArea()}>
						{say("point.from_area")}
					</button>
				)}
				{"geolocation" in navigator && window.isSecureContext && (
					<button type="button" className="chip-button" onClick={fromHere}>
						{say("point.from_here")}
					</button>
				)}
			</div>
			{note && (
				<p className="label-hint" role="status">
					{note}
				</p>
			)}
		</div>
	);
}
