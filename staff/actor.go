package staff

import (
	"slices"
	"strings"

	"huiyin"
	"huiyin/store"
)

// actor is who acts through an account: its roles, its unit with everything below, and whether it sees the whole city.
func actor(t *store.Tx, a store.Staff) (huiyin.Actor, error) {
	who := huiyin.Actor{Staff: a.ID, Name: a.Login, Roles: a.Roles, Unit: a.Unit}
	if a.Unit == 0 {
		who.City = who.Is(cityRoles...) && !who.Is(unitRoles...)
		return who, nil
	}
	units, err := t.UnitsBelow(a.Unit)
	who.Units = units
	return who, err
}

// orderly puts roles into the order of huiyin.Roles, each once, and refuses unknown ones and none at all.
func orderly(given []huiyin.Role) ([]huiyin.Role, error) {
	for _, r := range given {
		if !slices.Contains(huiyin.Roles, r) {
			return nil, huiyin.Invalid("role", "There is no role %q; the roles are %s.", r, joined(huiyin.Roles, ", "))
		}
	}
	var out []huiyin.Role
	for _, r := range huiyin.Roles {
		if slices.Contains(given, r) {
			out = append(out, r)
		}
	}
	if len(out) == 0 {
		return nil, huiyin.Invalid("role", "An account needs at least one role; the roles are %s.", joined(huiyin.Roles, ", "))
	}
	return out, nil
}

// belongs refuses unit roles without a unit, which could see and do nothing, and units that do not exist.
func belongs(t *store.Tx, a *store.Staff) error {
	if a.Unit == 0 {
		for _, r := range a.Roles {
			if slices.Contains(unitRoles, r) {
				return huiyin.Invalid("unit", "The role %s acts for a unit; name the unit of this account.", r)
			}
		}
		return nil
	}
	_, err := t.Unit(a.Unit)
	if huiyin.KindOf(err) == huiyin.KindNotFound {
		return huiyin.Invalid("unit", "There is no unit %d; the units are listed under /api/v1/units.", a.Unit)
	}
	return err
}

func joined(roles []huiyin.Role, by string) string {
	words := make([]string, len(roles))
	for i, r := range roles {
		words[i] = string(r)
	}
	return strings.Join(words, by)
}
