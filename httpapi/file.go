package httpapi

import (
	"context"
	"fmt"
	"io"
	"mime"

	"github.com/danielgtaylor/huma/v2"

	"huiyin"
	"huiyin/desk"
	"huiyin/vault"
)

// maxFile is the largest attachment, in bytes.
const maxFile = 20 << 20

type uploadIn struct {
	RawBody huma.MultipartFormFiles[struct {
		File huma.FormFile `form:"file" required:"true"`
	}]
}

type uploadOut struct {
	Body struct {
		Hash string `json:"hash"`
		Name string `json:"name"`
		Type string `json:"type"`
		Size int64  `json:"size"`
	}
}

func (a *API) uploadFile(ctx context.Context, in *uploadIn) (*uploadOut, error) {
	f := in.RawBody.Data().File
	defer f.Close()
	b, err := a.Vault.Put(ctx, f, maxFile)
	if err != nil {
		return nil, err
	}
	name, err := vault.CheckName(f.Filename, b.Type)
	if err != nil {
		return nil, err
	}
	out := &uploadOut{}
	out.Body.Hash, out.Body.Name, out.Body.Type, out.Body.Size = b.Hash.String(), name, b.Type, b.Size
	return out, nil
}

// uploads turns the names of attachments into uploads; the bytes must be in the vault, and be what they are said to be.
func (a *API) uploads(files []fileIn) ([]desk.Upload, error) {
	var out []desk.Upload
	for _, f := range files {
		h, err := vault.ParseHash(f.Hash)
		if err != nil {
			return nil, err
		}
		b, err := a.Vault.Look(h)
		if huiyin.KindOf(err) == huiyin.KindNotFound {
			return nil, huiyin.Invalid("files", "The attachment %q was not uploaded; put it to /api/v1/files first.", f.Name)
		}
		if err != nil {
			return nil, err
		}
		if b.Type != f.Type {
			return nil, huiyin.Invalid("files", "The attachment %q is of the type %s by its content, not %s; send the type that its upload gave.", f.Name, b.Type, f.Type)
		}
		name, err := vault.CheckName(f.Name, b.Type)
		if err != nil {
			return nil, err
		}
		out = append(out, desk.Upload{Hash: h.String(), Name: name, Type: b.Type, Size: b.Size})
	}
	return out, nil
}

type caseFileQuery struct {
	CaseID
	File int64 `path:"file" minimum:"1"`
}

func (a *API) caseFile(ctx context.Context, in *caseFileQuery) (*huma.StreamResponse, error) {
	v, err := a.Desk.Show(ctx, huiyin.CaseID(in.ID), who(ctx))
	if err != nil {
		return nil, err
	}
	for _, f := range v.Files {
		if int64(f.ID) != in.File {
			continue
		}
		h, err := vault.ParseHash(f.Hash)
		if err != nil {
			return nil, err
		}
		r, size, err := a.Vault.Open(h)
		if err != nil {
			return nil, err
		}
		return &huma.StreamResponse{Body: func(hc huma.Context) {
			defer r.Close()
			hc.SetHeader("Content-Type", f.Type)
			hc.SetHeader("Content-Length", fmt.Sprint(size))
			hc.SetHeader("Content-Disposition", mime.FormatMediaType("inline", map[string]string{"filename": f.Name}))
			hc.SetHeader("X-Content-Type-Options", "nosniff")
			hc.SetHeader("Content-Security-Policy", "sandbox; default-src 'none'")
			hc.SetHeader("Cache-Control", "private, max-age=3600")
			if _, err := io.Copy(hc.BodyWriter(), r); err != nil {
				a.Log.InfoContext(ctx, "an attachment was not read to its end", "err", err)
			}
		}}, nil
	}
	return nil, huiyin.NotFound("file", "This case has no such attachment.")
}
