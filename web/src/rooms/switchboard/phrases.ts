import type { Language } from "../../lang/lang";

/** A short thing to say, by situation. It is said in the language of the caller, which may be another than the console's. */
export interface Phrase {
	situation: "greeting" | "anger" | "listen" | "check" | "hold" | "promise" | "not_ours" | "farewell";
	text: Record<Language, string>;
}

/** In the order of a call. They say what will happen and blame nobody. */
export const phrases: Phrase[] = [
	{
		situation: "greeting",
		text: {
			"zh-CN": "您好，12345，请问有什么可以帮您？",
			en: "Hello, this is 12345. How can I help you?",
			es: "Hola, 12345. ¿En qué puedo ayudarle?",
		},
	},
	{
		situation: "anger",
		text: {
			"zh-CN": "您的着急我理解。您慢慢说，我逐条记下来，一定转到负责的单位。",
			en: "I understand that this is upsetting. Take your time; I am writing it all down for those who can act on it.",
			es: "Comprendo su malestar. Cuéntemelo con calma; lo anoto todo para quienes pueden resolverlo.",
		},
	},
	{
		situation: "listen",
		text: {
			"zh-CN": "我复述一下，请您听听有没有遗漏。",
			en: "Let me repeat it, and please tell me what is missing.",
			es: "Se lo repito, y dígame si falta algo.",
		},
	},
	{
		situation: "check",
		text: {
			"zh-CN": "您反映的事项我查到了，正在办理，我把进展告诉您，并为您催办。",
			en: "I have found your matter and it is being handled. I will tell you where it stands and urge it for you.",
			es: "He encontrado su asunto y está en trámite. Le digo cómo va y pido que lo agilicen.",
		},
	},
	{
		situation: "hold",
		text: {
			"zh-CN": "我需要核实一下，请您稍等，不要挂机。",
			en: "I need to check this. Please stay on the line for a moment.",
			es: "Necesito comprobarlo. Por favor, no cuelgue.",
		},
	},
	{
		situation: "promise",
		text: {
			"zh-CN": "已为您登记，承办单位会在规定时限内与您联系，请保持电话畅通。",
			en: "It is registered. The responsible unit will contact you within its time limit; please keep your phone at hand.",
			es: "Queda registrado. La unidad responsable le llamará dentro del plazo; tenga el teléfono a mano.",
		},
	},
	{
		situation: "not_ours",
		text: {
			"zh-CN": "这件事要由另一个渠道受理，我把电话和需要的材料告诉您。",
			en: "Another office has to take this. I will give you its number and tell you what to bring.",
			es: "Esto corresponde a otra oficina. Le doy su teléfono y le digo qué necesita.",
		},
	},
	{
		situation: "farewell",
		text: {
			"zh-CN": "感谢来电，请您稍后为本次服务评价，再见。",
			en: "Thank you for calling. You can rate this call in a moment. Goodbye.",
			es: "Gracias por llamar. En un momento podrá valorar la atención. Adiós.",
		},
	},
];
