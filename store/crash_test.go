package store_test

const childPart = "HUIYIN_STORE_CHILD"

func playChild(string) int { return 2 }
