/** The look of the panel. Inside the shadow of its element nothing of the page reaches it, and nothing of it reaches the page. */
export const style = `
.panel,.panel *{box-sizing:border-box}
.panel{--paper:#fff;--soft:#f3f1ee;--ink:#1d1b19;--ink-2:#5f5a54;--rule:#e6e2dd;--control:#8c867f;--bad:#b3261e;--link:#1a50dc;
position:fixed;bottom:calc(var(--y) + 72px);right:var(--x);width:min(392px,calc(100vw - 2*var(--x)));height:min(680px,calc(100dvh - var(--y) - 92px));display:flex;flex-direction:column;overflow:hidden;border-radius:18px;background:var(--paper);color:var(--ink);font:15px/1.45 system-ui,-apple-system,'Segoe UI',Roboto,sans-serif;box-shadow:0 4px 12px #0002,0 16px 56px #0003;text-align:start;outline:0}
.left .panel{right:auto;left:var(--x)}
.dark .panel{--paper:#1c1b19;--soft:#2a2826;--ink:#f2efeb;--ink-2:#b3aca4;--rule:#34312e;--control:#837c74;--bad:#ff958d;--link:#8fb0ff;color-scheme:dark}
.panel p,.panel h2,.panel ul,.panel fieldset{margin:0;padding:0;border:0}
.panel button,.panel input,.panel textarea,.panel select{font:inherit;color:inherit}
.panel button{cursor:pointer;background:none;border:0;padding:0}
.panel svg{display:block;width:22px;height:22px;fill:none;stroke:currentColor;stroke-width:2;stroke-linecap:round;stroke-linejoin:round}
.panel :focus-visible{outline:2px solid var(--link);outline-offset:2px}
.unseen{position:absolute!important;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
.head{display:flex;align-items:center;gap:10px;padding:14px 12px 14px 18px;background:var(--c);color:var(--t)}
[dir=rtl] .head{padding:14px 18px 14px 12px}
.head .about{flex:1;min-width:0}.head h2{font-size:16px;font-weight:650;line-height:1.3;overflow:hidden;text-overflow:ellipsis;white-space:nowrap}
.head .about p{font-size:13px;line-height:1.35}.head .here::before{content:'';display:inline-block;width:8px;height:8px;margin-inline-end:6px;border-radius:50%;background:#3ddc84;box-shadow:0 0 0 1.5px var(--t)}
.head button{flex:none;width:36px;height:36px;padding:7px!important;border-radius:10px}.head button:hover{background:#0002}.panel .head :focus-visible{outline-color:var(--t);outline-offset:-2px}.head button path{stroke-width:2.2}.head [aria-expanded] path{stroke-width:3.6}
.logo{max-width:96px;height:32px;object-fit:contain}
.face{flex:none;display:grid;place-items:center;width:30px;height:30px;border-radius:50%;overflow:hidden;background:var(--soft);color:var(--ink);font-weight:600;font-size:13px}.face img{width:100%;height:100%;object-fit:cover}.face:empty{background:none}
.faces{display:flex}.faces .face{width:36px;height:36px;border:2px solid var(--c)}.faces .face+.face{margin-inline-start:-10px}
.log-box{position:relative;flex:1;min-height:0;display:flex}.log{flex:1;overflow:auto;overscroll-behavior:contain;padding:14px 14px 8px;display:flex;flex-direction:column}
.log::before{content:'';flex:1}.panel .log:focus-visible{outline-offset:-3px}
.day,.system{text-align:center;font-size:12.5px;color:var(--ink-2);margin:10px 0 6px!important}
.line{display:flex;gap:8px;margin-top:3px;max-width:88%}.line.first{margin-top:10px}.line.visitor{align-self:flex-end;text-align:start}.line .face{align-self:flex-start}.line.first .face{margin-top:20px}.line.agent:first-child .face,.line:not(:has(.who)) .face{margin-top:3px}
.said{min-width:0;display:flex;flex-direction:column;align-items:flex-start}.visitor .said{align-items:flex-end}
.who,.foot{font-size:12.5px;color:var(--ink-2);margin:0 4px 2px}.foot{margin:3px 4px 0}.foot button{text-decoration:underline;font-weight:600}.foot.bad{color:var(--bad)}
.bubble{max-width:100%;padding:9px 13px;border-radius:18px;background:var(--soft);overflow-wrap:anywhere;white-space:pre-wrap}
.agent.first .bubble{border-start-start-radius:6px}.visitor .bubble{background:var(--c);color:var(--t);border-end-end-radius:6px}
.bubble a{color:var(--link);text-decoration:underline;text-underline-offset:2px}.visitor .bubble a{color:inherit}.bubble.on-its-way{opacity:.72}.bubble.failed{background:none;color:var(--ink);box-shadow:inset 0 0 0 1.5px var(--bad)}
.picture{display:block;margin-top:6px}.picture:first-child{margin-top:0}.picture img{display:block;max-width:100%;max-height:220px;border-radius:10px}.file{display:block;padding:4px 0}.file span{opacity:.85;font-size:13px}
.bubble:has(.card){background:var(--paper);box-shadow:inset 0 0 0 1px var(--rule)}.card{white-space:normal;min-width:min(220px,60vw)}.card img{display:block;width:100%;max-height:160px;object-fit:cover;border-radius:10px;margin-bottom:8px}.card p{margin-top:2px!important;color:var(--ink-2)}.card .price{color:var(--ink);font-weight:600}.card .button{margin-top:10px}
.choices{display:flex;flex-wrap:wrap;gap:8px;margin-top:8px}.choices button{padding:7px 13px;border-radius:16px;border:1.5px solid var(--control)!important;background:var(--paper)}.choices button:hover{border-color:var(--ink)!important}
.typing{align-self:flex-start;display:flex;gap:4px;margin:10px 0 0 38px!important;padding:13px 14px!important;border-radius:18px;background:var(--soft)}[dir=rtl] .typing{margin:10px 38px 0 0!important}.typing i{width:7px;height:7px;border-radius:50%;background:var(--ink-2)}
.below{position:absolute;bottom:8px;left:50%;transform:translateX(-50%);padding:6px 14px!important;border-radius:16px;background:var(--ink)!important;color:var(--paper)!important;font-size:13px}
.composer{border-top:1px solid var(--rule);padding:8px 10px 10px}.drop{position:absolute;z-index:3;inset:8px;display:grid;place-items:center;border:2px dashed var(--link)!important;border-radius:14px;background:var(--paper);font-weight:600;pointer-events:none}
.row{display:flex;align-items:flex-end;gap:4px;border:1px solid var(--control);border-radius:22px;padding:3px 4px 3px 14px}[dir=rtl] .row{padding:3px 14px 3px 4px}.row:focus-within{border-color:var(--link);box-shadow:0 0 0 1px var(--link)}
.row textarea{flex:1;min-width:0;border:0;background:none;resize:none;padding:7px 0;line-height:1.4;max-height:132px}.panel .row textarea:focus-visible{outline:0}
.panel ::placeholder{color:var(--ink-2);opacity:1}
.tools{display:flex}.tools button{width:36px;height:36px;padding:7px!important;border-radius:50%;color:var(--ink-2)}.tools button:hover{background:var(--soft);color:var(--ink)}.tools button:disabled{opacity:.4}.tools .send{background:var(--c)!important;color:var(--t)!important}.tools .send[aria-disabled=true]{background:var(--soft)!important;color:var(--ink-2)!important}
.small{font-size:12.5px;color:var(--ink-2)}.composer .small{padding:5px 14px 0}
.emoji{display:grid;grid-template-columns:repeat(8,1fr);max-height:172px;overflow:auto;margin-bottom:8px}.emoji button{font-size:22px;line-height:38px;border-radius:8px}.emoji button:hover{background:var(--soft)}
.files{list-style:none;margin-bottom:8px!important}.files li{display:flex;align-items:center;gap:8px;padding:4px 4px 4px 10px;font-size:13px}.files span{flex:1;min-width:0;overflow:hidden;text-overflow:ellipsis;white-space:nowrap}.files progress{width:70px;accent-color:var(--c)}.files button,.notice button{width:28px;height:28px;flex:none;font-size:19px;line-height:1}
.before{flex:1;min-height:0;overflow:auto;padding:18px}.hello{font-size:17px;line-height:1.4;margin-bottom:16px!important}
.field{margin-bottom:13px}.field label,.asked label,legend{display:block;margin-bottom:4px;font-weight:600;font-size:14px}.field .tick{display:flex;gap:9px;font-weight:400}.tick input{flex:none;width:18px;height:18px;accent-color:var(--c)}.field .small{font-weight:400}
.field input:not([type=checkbox]),.field select,.field textarea,.asked input,.after textarea{width:100%;padding:9px 12px;border:1px solid var(--control);border-radius:10px;background:var(--paper)}.field textarea,.after textarea{resize:vertical}[aria-invalid=true]{border-color:var(--bad)!important}
.wrong{color:var(--bad);font-size:13px;margin-top:4px!important}
.panel .button{display:block;width:100%;padding:10px 16px;border-radius:12px;background:var(--c);color:var(--t);font-weight:600;text-align:center;text-decoration:none}.panel .button.plain{background:none;color:var(--ink);box-shadow:inset 0 0 0 1px var(--control)}.bubble .button{color:var(--t)!important;text-decoration:none!important}
.after,.asked{border-top:1px solid var(--rule);padding:14px 16px;display:grid;gap:10px}.asked{border-top:0;border-bottom:1px solid var(--rule)}.deeds{display:flex;gap:8px}.after form{display:grid;gap:10px}legend{padding:0}.thanks{text-align:center}
.stars{display:flex;gap:4px}.stars label{position:relative;width:42px;height:42px;display:grid;place-items:center;font-size:30px;line-height:1;color:var(--control);cursor:pointer}.stars .on{color:#c77700}.dark .stars .on{color:#f0bf66}.stars input{position:absolute;inset:0;width:100%;height:100%;margin:0;opacity:0;cursor:pointer}.stars label:has(:focus-visible){outline:2px solid var(--link);border-radius:8px}
.menu{position:absolute;z-index:2;top:58px;inset-inline-end:12px;display:grid;min-width:220px;padding:6px;border-radius:12px;background:var(--paper);border:1px solid var(--rule);box-shadow:0 8px 28px #0003}.menu button{padding:9px 12px;text-align:start;border-radius:8px}.menu button:hover{background:var(--soft)}
.state,.notice{padding:8px 16px!important;background:var(--soft);font-size:13.5px}.notice{display:flex;gap:8px}.notice{align-items:center}.notice span{flex:1}.blocked{flex:1;display:grid;place-items:center;padding:24px!important;color:var(--ink-2)}
@media(prefers-reduced-motion:no-preference){.panel{animation:in .22s cubic-bezier(.2,.8,.2,1)}@keyframes in{from{opacity:0;transform:translateY(14px) scale(.98)}}.typing i{animation:dot 1.2s infinite}.typing i:nth-child(2){animation-delay:.15s}.typing i:nth-child(3){animation-delay:.3s}@keyframes dot{30%{transform:translateY(-4px)}60%{transform:none}}}
@media(max-width:480px),(max-height:480px){.panel,.left .panel{inset:var(--top,0px) 0 auto;width:100%;height:var(--h,100dvh);border-radius:0}.l[aria-expanded=true]{display:none}.row textarea,.field input,.field textarea,.field select,.asked input{font-size:16px}.head{padding-top:max(14px,env(safe-area-inset-top))}.composer{padding-bottom:max(10px,env(safe-area-inset-bottom))}}
@media(max-width:480px){.panel~*{z-index:0}}
@media(forced-colors:active){.panel,.bubble,.tools .send,.panel .button,.menu{border:1px solid}.head{border-bottom:1px solid}}
@media print{.panel{display:none}}
`
