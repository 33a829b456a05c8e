import { Typography } from "antd";
import type { RouteObject } from "react-router";

/** Every address of the console on one page. */
export const routes: RouteObject[] = [
	{
		path: "*",
		element: (
			<main style={{ padding: 24 }}>
				<Typography.Title level={1}>回音 Huiyin</Typography.Title>
			</main>
		),
	},
];
