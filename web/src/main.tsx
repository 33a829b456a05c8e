import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { App, ConfigProvider } from "antd";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { createBrowserRouter, RouterProvider } from "react-router";
import { routes } from "./routes";
import { useDark } from "./ui/dark";
import { themeOf } from "./ui/theme";
import "./ui/base.css";

const queries = new QueryClient();
const router = createBrowserRouter(routes);

function Console() {
	return (
		<ConfigProvider theme={themeOf(useDark())}>
			<App>
				<QueryClientProvider client={queries}>
					<RouterProvider router={router} />
				</QueryClientProvider>
			</App>
		</ConfigProvider>
	);
}

const root = document.getElementById("root");
if (!root) throw new Error("index.html has no #root");
createRoot(root).render(
	<StrictMode>
		<Console />
	</StrictMode>,
);
