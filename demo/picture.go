package demo

import (
	"bytes"
	"context"
	"fmt"
	"image"
	"image/color"
	"image/png"
	"math/rand/v2"

	"huiyin/desk"
)

// pictureCount is how many different pictures the townsfolk share.
const pictureCount = 16

// maxPicture is the most bytes that one of them may have.
const maxPicture = 1 << 20

// paint makes the pictures and puts them into the vault. They show nothing but a street of coloured blocks: nobody
// shall take them for a real place.
func (t *Town) paint(ctx context.Context) error {
	if t.rooms.Vault == nil || len(t.evidence()) > 0 {
		return nil
	}
	var made []desk.Upload
	for n := range pictureCount {
		var b bytes.Buffer
		if err := png.Encode(&b, street(t.city.Rand(fmt.Sprintf("picture %d", n)))); err != nil {
			return fmt.Errorf("paint a picture: %w", err)
		}
		blob, err := t.rooms.Vault.Put(ctx, &b, maxPicture)
		if err != nil {
			return err
		}
		made = append(made, desk.Upload{Hash: blob.Hash.String(), Name: fmt.Sprintf("现场照片%02d.png", n+1), Type: blob.Type, Size: blob.Size})
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	t.pictures = made
	return nil
}

// evidence are the pictures that there are.
func (t *Town) evidence() []desk.Upload {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.pictures
}

// street draws a sky, a row of houses, a road, and a frame that says where to look.
func street(d *rand.Rand) image.Image {
	const wide, high = 320, 240
	shade := func(base int) color.Color {
		return color.RGBA{uint8(base + d.IntN(40)), uint8(base + d.IntN(40)), uint8(base + d.IntN(40)), 255}
	}
	palette := color.Palette{color.RGBA{176, 205, 226, 255}, color.RGBA{92, 94, 98, 255}, color.RGBA{201, 58, 46, 255}, shade(90), shade(120), shade(150), shade(180)}
	img := image.NewPaletted(image.Rect(0, 0, wide, high), palette)
	fill := func(x0, y0, x1, y1 int, c uint8) {
		for y := max(y0, 0); y < min(y1, high); y++ {
			for x := max(x0, 0); x < min(x1, wide); x++ {
				img.SetColorIndex(x, y, c)
			}
		}
	}
	for x := 0; x < wide; {
		w := 30 + d.IntN(50)
		fill(x, 60+d.IntN(80), x+w, 180, uint8(3+d.IntN(4)))
		x += w + d.IntN(6)
	}
	fill(0, 180, wide, high, 1)
	x, y := 30+d.IntN(200), 90+d.IntN(80)
	for _, r := range [][4]int{{0, 0, 70, 3}, {0, 47, 70, 50}, {0, 0, 3, 50}, {67, 0, 70, 50}} {
		fill(x+r[0], y+r[1], x+r[2], y+r[3], 2)
	}
	return img
}
