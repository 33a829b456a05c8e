package main

import "context"

func demoCity(ctx context.Context, e *env, args []string) error { return serve(ctx, e, args) }
