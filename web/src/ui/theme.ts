import { type ThemeConfig, theme } from "antd";

/** The colours of the house. Ink and paper carry everything; the accent is for what can be pressed. */
export interface Palette {
	ink: string;
	paper: string;
	accent: string;
	/** The lights are the only loud colours; each always comes with a shape and a word. */
	lights: { green: string; yellow: string; red: string; violet: string };
}

export const day: Palette = {
	ink: "#1c2430",
	paper: "#fbfaf7",
	accent: "#0f5e7a",
	lights: { green: "#2c7a4b", yellow: "#a86200", red: "#b3261e", violet: "#6b3fa0" },
};

/** Night is made of ink, not of black. */
export const night: Palette = {
	ink: "#e8e6e0",
	paper: "#161c26",
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
			motionDurationFast: "0.08s",
			motionDurationMid: "0.12s",
			motionDurationSlow: "0.15s",
		},
	};
}
