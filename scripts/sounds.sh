#!/bin/sh
# Makes every spoken sound anew: the prompts in switchboard/prompt from texts.txt, the voices in demo/voices from
# callers.txt and lines.txt. The results are committed, so neither building nor testing needs this; run it after
# changing a text. It needs espeak-ng and sox (apt-get install espeak-ng sox) and about a minute.
#
# The words are our own, and the licences of both programs do not reach what is made with them. The music is composed in
# switchboard/prompt/music.go and needs none of this.
#
# The same text gives the same bytes, files that would not change are left alone, and sounds without a text are
# removed. Each is G.711 A-law in a WAV file (format 6), 8 kHz, one channel, silence trimmed, about -18 dBFS on
# average.
set -eu
cd "$(dirname "$0")/.."
export LC_ALL=C

for tool in espeak-ng sox; do
	command -v "$tool" >/dev/null || {
		echo "sounds: $tool is not installed" >&2
		exit 1
	}
done
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# Pinyin keeps the tones that the sentence needs; from characters the synthesiser guesses each one alone.
mandarin=cmn-latn-pinyin

# loudness FILE prints the average level in dBFS, pauses included.
loudness() {
	sox "$1" -n stats 2>&1 | awk '/^RMS lev dB/ { print $4 }'
}

# level IN OUT brings the average to -18 dBFS. Peaks are bent down, with 12 dB of room so that none is cut; that
# takes a little away, so it is done five times.
level() {
	cp "$1" "$work/level.wav"
	for _ in 1 2 3 4 5; do
		by=$(awk -v now="$(loudness "$work/level.wav")" 'BEGIN { print -18 - now - 12 }')
		sox "$work/level.wav" -e float -b 32 "$work/next.wav" gain "$by" \
			compand 0.0005,0.05 3:-21,-21,-12,-17.5,0,-15 12 -20 0.003
		mv "$work/next.wav" "$work/level.wav"
	done
	mv "$work/level.wav" "$2"
}

# speak VOICE SPEED PITCH TEXT OUT: speed in words a minute, pitch from 0 to 99, as the synthesiser counts them.
speak() {
	echo "$5" >>"$work/made"
	printf '%s\n' "$4" | espeak-ng -v "$1" -s "$2" -p "$3" -a 60 --stdin -w "$work/raw.wav"
	sox "$work/raw.wav" -e float -b 32 -r 8000 -c 1 "$work/narrow.wav" highpass 150 rate -v \
		silence 1 0.01 0.4% reverse silence 1 0.01 0.4% reverse
	level "$work/narrow.wav" "$work/loud.wav"
	sox -D "$work/loud.wav" -e a-law "$work/done.wav" fade t 0.005 -0 0.005 pad 0.015 0.015
	mkdir -p "$(dirname "$5")"
	cmp -s "$work/done.wav" "$5" || {
		mv "$work/done.wav" "$5"
		echo "made $5"
	}
}

# plain FILE FOLDER ZH EN: lines of name | language | text | reading, spoken by one voice for each language.
plain() {
	grep -v -e '^#' -e '^ *$' "$1" >"$work/lines"
	while IFS='|' read -r name language text reading; do
		case $language in
		zh) voice=$mandarin+$3 speed=195 ;;
		en) voice=en-gb+$4 speed=168 ;;
		*)
			echo "sounds: $1 has a line in $language, for which there is no voice" >&2
			exit 1
			;;
		esac
		case $name in [0-9]* | *_after) speed=130 ;; esac # so short that it is soon missed
		speak "$voice" "$speed" 50 "${reading:-$text}" "$2/$language/$name.wav"
	done <"$work/lines"
}

# sweep FOLDER removes the sounds that no text asks for any more.
sweep() {
	find "$1" -name '*.wav' >"$work/there"
	while read -r sound; do
		grep -qxF "$sound" "$work/made" || {
			rm "$sound"
			echo "removed $sound"
		}
	done <"$work/there"
}

# callers FILE FOLDER: blocks that begin with "@ key language variant speed pitch", each with a voice of its own.
callers() {
	awk '
		/^@ / { key = $2; language = $3; variant = $4; speed = $5; pitch = $6 }
		sub(/^say /, "") { said = $0; if (language != "zh") show() }
		sub(/^read /, "") { said = $0; show() }
		function show() { print key "|" language "|" variant "|" speed "|" pitch "|" said }
	' "$1" >"$work/lines"
	while IFS='|' read -r key language variant speed pitch said; do
		voice=en-gb+$variant
		[ "$language" = zh ] && voice=$mandarin+$variant
		speak "$voice" "$speed" "$pitch" "$said" "$2/$language/$key.wav"
	done <"$work/lines"
}

plain switchboard/prompt/texts.txt switchboard/prompt f2 f2
sweep switchboard/prompt
plain demo/voices/lines.txt demo/voices/line Annie f5
callers demo/voices/callers.txt demo/voices/caller
sweep demo/voices
