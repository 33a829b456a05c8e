package main

import (
	"context"
	"fmt"
	"os"
	"sync"
	"sync/atomic"
	"time"

	"huiyin"
	"huiyin/casework"
	"huiyin/desk"
	"huiyin/store"
)

// load lets clients do the same thing again and again for a while and gathers how long each took.
func load(ctx context.Context, clients int, last time.Duration, do func(client, i int) error) (latencies, float64, error) {
	var mu sync.Mutex
	var all latencies
	var failed error
	var wg sync.WaitGroup
	start := time.Now()
	for c := range clients {
		wg.Go(func() {
			var mine latencies
			for i := 0; time.Since(start) < last && ctx.Err() == nil; i++ {
				at := time.Now()
				if err := do(c, i); err != nil {
					mu.Lock()
					failed = err
					mu.Unlock()
					return
				}
				mine = append(mine, time.Since(at))
			}
			mu.Lock()
			all = append(all, mine...)
			mu.Unlock()
		})
	}
	wg.Wait()
	return all, float64(len(all)) / time.Since(start).Seconds(), failed
}

// fill registers n appeals as fast as the record takes them.
func fill(ctx context.Context, e *env, d *desk.Desk, n int) error {
	p := e.progress("filling the record")
	defer p.end()
	var next, done atomic.Int64
	var mu sync.Mutex
	var failed error
	var wg sync.WaitGroup
	for range 128 {
		wg.Go(func() {
			for ctx.Err() == nil {
				i := int(next.Add(1)) - 1
				if i >= n {
					return
				}
				if _, err := d.Register(ctx, sample(i), operator); err != nil {
					mu.Lock()
					failed = err
					mu.Unlock()
					return
				}
				p.mu.Lock()
				p.step(done.Add(1), int64(n))
				p.mu.Unlock()
			}
		})
	}
	wg.Wait()
	return failed
}

var operator = huiyin.Actor{Staff: 1, Roles: []huiyin.Role{huiyin.Operator, huiyin.Reviewer, huiyin.TransferOfficer}, City: true}

// Words that sample appeals are made of; invented, and varied enough that an index has work to do.
var (
	things = []string{"路灯", "井盖", "垃圾", "噪音", "停车", "自来水", "燃气", "公交", "学校", "医院", "社保", "公积金", "物业", "电梯", "油烟", "绿化", "占道", "积水", "网络", "快递"}
	faults = []string{"损坏", "不亮", "缺失", "无人清理", "扰民", "收费不明", "停供", "长期不修", "排队过久", "态度生硬", "存在隐患", "未按期完成"}
	places = []string{"春熙路", "科华北路", "人民南路", "天府大道", "红星路", "蜀汉路", "建设路", "玉林路", "双楠路", "金沙路", "羊市街", "东大街"}
	wishes = []string{"请尽快派人处理", "希望给出明确答复", "请说明办理流程", "请核实后回复", "建议统一整改", "请告知完成时间"}
)

// sample is the i-th invented appeal: about 150 characters, a caller of its own.
func sample(i int) desk.Appeal {
	pick := func(words []string, salt int) string { return words[(i*2654435761>>salt)%len(words)] }
	thing, fault, place := pick(things, 3), pick(faults, 7), pick(places, 11)
	return desk.Appeal{Channel: "phone", Publish: i%2 == 0,
		Form: casework.Form{Title: place + thing + fault, Nature: string(casework.Natures[i%5]),
			Content: fmt.Sprintf("来电人反映：%s%d号附近%s%s，已经持续%d天，影响周边居民正常生活，老人和孩子出行尤其不便。此前曾向社区和物业反映，未见改善。%s，并通过电话告知结果。登记序号%d。",
				place, i%900+1, thing, fault, i%30+1, pick(wishes, 5), i)},
		Person: store.Person{Name: "来电人" + fmt.Sprint(i%5000), Phone: huiyin.Phone(fmt.Sprintf("1990000%04d", i%10000))}}
}

// scratch is a folder for a measurement, on the disk of the data folder's place, removed afterwards.
func scratch() (dir string, remove func(), err error) {
	dir, err = os.MkdirTemp(".", ".bench-")
	return dir, func() { _ = os.RemoveAll(dir) }, err
}
