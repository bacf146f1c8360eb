import { readFileSync } from 'node:fs';
import { createLexicon } from '../../src/domain/language/index.ts';
import { readEdition } from '../../src/infra/edition.ts';
import { createReader,createRedFlags } from '../../src/domain/triage/index.ts';
const R=(f:string)=>readFileSync(f,'utf8').trim().split('\n').map(l=>JSON.parse(l));
const ed=readEdition(process.env.LOCALES ?? 'locales');const lex=createLexicon(ed.lexicon);const rd=createReader(ed.redFlags,lex);const rf=createRedFlags(ed.redFlags,lex,rd);
const rows=['a','b'].flatMap(p=>R(`tests/questions/complaints.${p}.jsonl`).map((r,i)=>({...r,set:i%3===2?'held':'train'})));
const dev=R('../shared/eval/complaints.dev.jsonl').map(r=>({...r,set:'dev',hard_negative:/hard-negative/.test(r.note)}));
const ph=ed.entries.flatMap(e=>e.questions.map(t=>({id:e.id,text:t,set:'phr'}))).filter((_,i)=>i%3!==0);
const pt=R('tests/questions/parent-questions.tune.jsonl').filter(r=>!['crisis','complaint'].includes(r.kind));
let t=performance.now();for(const r of ph)rd.read(r.text);console.log('ms each',(performance.now()-t)/ph.length);
for(const head of ['suicide','emergency','pressing','minor']){
 const lab=(r:any)=>head==='suicide'?r.suicide:head==='emergency'?r.urgency==='emergency':head==='pressing'?r.urgency!=='normal':r.minor;
 for(const th of [-3,-2.5,-2,-1.5,-1,-0.5,0,0.5,1]){let o=head+' '+th;
  for(const S of [rows.filter(r=>r.set==='train'),rows.filter(r=>r.set==='held'),dev]){const sc=S.map(r=>rd.read(r.text).scores.get(head)!);const pos=S.map(lab);const hn=S.map(r=>!!r.hard_negative);const norm=S.map(r=>r.urgency==='normal'&&!r.suicide);
   const P=pos.filter(Boolean).length;o+=` | rec ${(100*S.filter((r,i)=>pos[i]&&sc[i]>th).length/P).toFixed(0)} fp ${S.filter((r,i)=>!pos[i]&&sc[i]>th).length}/${S.length-P} hn ${(100*S.filter((r,i)=>hn[i]&&sc[i]>th&&!pos[i]).length/hn.filter(Boolean).length).toFixed(0)}`}
  o+=` | phr ${(100*ph.filter(r=>rd.read(r.text).scores.get(head)!>th).length/ph.length).toFixed(1)} pt ${pt.filter(r=>rd.read(r.text).scores.get(head)!>th).length}/${pt.length}`;console.log(o)}}
const cats=[...rd.read('x').scores.keys()].slice(0,13);
for(const [n,S] of [['train',rows.filter(r=>r.set==='train')],['held',rows.filter(r=>r.set==='held')],['dev',dev]] as const){let ok=0;for(const r of S){const s=rd.read(r.text).scores;const c=cats.reduce((a,b)=>s.get(b)!>s.get(a)!?b:a);if(c===r.category||(r.also||[]).includes(c))ok++}console.log(n,'cat',(100*ok/S.length).toFixed(1))}
