import { ConfigProvider } from "antd";
import zhCN from "antd/locale/zh_CN";
import { type ReactNode, useEffect, useLayoutEffect, useState } from "react";
import { type Lang, LangContext, type Language, loadLang } from "../lang/lang";
import { useDark } from "./dark";
import { paint, themeOf } from "./theme";

type AntLocale = typeof zhCN;

async function antLocale(code: Language): Promise<AntLocale> {
	if (code === "en") return (await import("antd/locale/en_GB")).default;
	if (code === "es") return (await import("antd/locale/es_ES")).default;
	return zhCN;
}

/** Language and colours of everything inside. */
export function Look({ first, children }: { first: Lang; children: ReactNode }) {
	const [lang, setLang] = useState(first);
	const [locale, setLocale] = useState<AntLocale>(zhCN);
	const dark = useDark();
	useLayoutEffect(() => paint(dark), [dark]);
	useEffect(() => {
		void antLocale(lang.code).then(setLocale);
	}, [lang.code]);
	return (
		<LangContext value={{ ...lang, choose: (code) => void loadLang(code).then(setLang) }}>
			<ConfigProvider
				theme={themeOf(dark)}
				locale={locale}
				wave={{ disabled: true }}
				button={{ autoInsertSpace: false }}
				getPopupContainer={(trigger) => trigger?.closest<HTMLElement>("dialog") ?? document.body}
			>
				{children}
			</ConfigProvider>
		</LangContext>
	);
}
