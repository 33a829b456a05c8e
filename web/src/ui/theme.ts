import { type ThemeConfig, theme } from "antd";

/** The colours of the house. Ink and paper carry everything; the accent is for what can be pressed. */
export interface Palette {
	ink: string;
	/** What is said in passing: labels, times. */
	soft: string;
	paper: string;
	/** What lies on the paper: menus, dialogs. */
	sheet: string;
	/** Under the pointer, and what is chosen. */
	wash: string;
	chosen: string;
	/** Hairlines, and the outlines of what can be filled in. */
	line: string;
	edge: string;
	accent: string;
	/** The lights are the only loud colours; each always comes with a shape and a word. */
	lights: { green: string; yellow: string; red: string; violet: string };
}

export const day: Palette = {
	ink: "#1c2430",
	soft: "#59626f",
	paper: "#fbfaf7",
	sheet: "#ffffff",
	wash: "#f1efe8",
	chosen: "#e3ecef",
	line: "#e2ded3",
	edge: "#8b8f93",
	accent: "#0f5e7a",
	lights: { green: "#256f44", yellow: "#965600", red: "#b3261e", violet: "#6b3fa0" },
};

/** Night is made of ink, not of black. */
export const night: Palette = {
	ink: "#e8e6e0",
	soft: "#a3abb8",
	paper: "#161c26",
	sheet: "#1e2632",
	wash: "#202936",
	chosen: "#233848",
	line: "#2e3846",
	edge: "#76808e",
	accent: "#5db1cf",
	lights: { green: "#67c18b", yellow: "#e2a645", red: "#f0837a", violet: "#b9a1ea" },
};

const sans =
	'system-ui, -apple-system, "Segoe UI", "Noto Sans SC", "Noto Sans CJK SC", "PingFang SC", "Microsoft YaHei", sans-serif';

/** What Ant Design is told; rows of the console are 32 pixels high and text is 14/20. */
export function themeOf(dark: boolean): ThemeConfig {
	const palette = dark ? night : day;
	return {
		algorithm: dark ? theme.darkAlgorithm : theme.defaultAlgorithm,
		token: {
			colorTextBase: palette.ink,
			colorText: palette.ink, // Ant Design would thin it
			colorTextHeading: palette.ink,
			colorBgBase: palette.paper,
			colorBgContainer: palette.sheet,
			colorBgElevated: palette.sheet,
			colorBorder: palette.edge,
			colorBorderSecondary: palette.line,
			colorSplit: palette.line,
			controlItemBgHover: palette.wash,
			controlItemBgActive: palette.chosen,
			controlItemBgActiveHover: palette.chosen,
			colorTextPlaceholder: palette.soft,
			colorTextDescription: palette.soft,
			colorTextQuaternary: palette.soft,
			colorPrimary: palette.accent,
			colorLink: palette.accent,
			colorInfo: palette.accent,
			colorSuccess: palette.lights.green,
			colorWarning: palette.lights.yellow,
			colorError: palette.lights.red,
			fontFamily: sans,
			fontSize: 14,
			lineHeight: 20 / 14,
			controlHeight: 32,
			borderRadius: 4,
			wireframe: false,
			boxShadowSecondary: `0 0 0 1px ${palette.line}, 0 6px 24px rgb(0 0 0 / 14%)`,
			controlOutlineWidth: 1,
			motionDurationFast: "0.08s",
			motionDurationMid: "0.12s",
			motionDurationSlow: "0.15s",
		},
		components: {
			Button: {
				primaryShadow: "none",
				defaultShadow: "none",
				dangerShadow: "none",
				fontWeight: 500,
				primaryColor: dark ? palette.paper : palette.sheet,
				contentFontSize: 14,
			},
		},
	};
}

/** Gives the style sheets the same colours, as --ink, --paper and so on. */
export function paint(dark: boolean): void {
	const { lights, ...colours } = dark ? night : day;
	const root = document.documentElement;
	for (const [name, colour] of Object.entries({ ...colours, ...lights })) root.style.setProperty(`--${name}`, colour);
	root.style.colorScheme = dark ? "dark" : "light";
}
