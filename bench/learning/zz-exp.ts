import { readFileSync } from 'node:fs';
import { createFeatures } from '../../src/domain/triage/features.ts';
import { createLexicon } from '../../src/domain/language/index.ts';
import { readEdition } from '../../src/infra/edition.ts';
import { createRedFlags } from '../../src/domain/triage/index.ts';
const R=(f:string)=>readFileSync(f,'utf8').trim().split('\n').map(l=>JSON.parse(l));
const CATS=['domestic_violence','sexual_harassment','sexual_assault','employment_discrimination','labor_rights','marriage_family','land_property','personality_rights','trafficking','minor_harm','reproductive_health','social_support','other'];
const ed=readEdition('locales');const lex=createLexicon(ed.lexicon);const rf=createRedFlags(ed.redFlags,lex);
import {parse} from 'yaml';
const sg=parse(readFileSync('/tmp/signs.yaml','utf8')).signs as Record<string,string>;
const rfd=ed.redFlags;const lists:any={...rfd.words,fiction:rfd.fiction,study:rfd.study};
const concepts=Object.entries(sg).map(([name,p])=>({name,pattern:new RegExp(p.replace(/\{(\w+)\}/g,(a,n)=>lists[n]?`(?:${lists[n]})`:a),'u')}));
const feat=createFeatures(concepts);
const NG=Number(process.argv[4]||1),SG=Number(process.argv[5]||0.5),PR=Number(process.argv[6]||0.3);
const isRule=(f:string)=>f.startsWith('#');

const t0=performance.now();
let rows:any[]=['a','b'].flatMap(p=>R(`tests/questions/complaints.${p}.jsonl`).map((r,i)=>({...r,held:i%3===2})));
const F=(r:any)=>{r.f=[...feat(r.text),...rf.find(r.text).map(x=>'#'+x)];return r};
rows=rows.map(F);console.log('feature ms each',(performance.now()-t0)/rows.length);
const dev=R('../shared/eval/complaints.dev.jsonl').map(F);
let bg=ed.entries.filter(e=>e.locale==='zh-CN'&&!/^(first_aid|drowning|abuse|emotions_s|disaster|child_illness|child_prot|women)/.test(e.id)).flatMap(e=>e.questions.map(text=>({text,bg:true,id:e.id})));
bg=bg.filter((_,i)=>i%3===0).map(F);console.log('bg',bg.length);
const train=rows.filter(r=>!r.held);const held=rows.filter(r=>r.held);
// vocab
const df=new Map<string,number>();for(const r of [...train,...bg])for(const f of r.f)df.set(f,(df.get(f)||0)+1);
const vocab=new Map<string,number>();for(const [f,n] of df)if(n>=2)vocab.set(f,vocab.size);
console.log('vocab',vocab.size);
const V=vocab.size;
const vec=(r:any)=>{const ids:number[]=[],vs:number[]=[];let ng=0;for(const f of r.f)if(vocab.has(f)&&!/^[@#]/.test(f))ng++;for(const f of r.f){const i=vocab.get(f);if(i===undefined)continue;ids.push(i);vs.push(/^[@#]/.test(f)?(f.includes('&')?PR:SG):NG/Math.sqrt(ng||1))}return {ids,vs}};
function fit(X:any[],Y:number[][],W8:number[],K:number,softmax:boolean,l2:number,ep=25){
 const W=new Float64Array((V+1)*K),G=new Float64Array((V+1)*K);// adagrad
 let rng=1;const rand=()=>{rng=(rng*1103515245+12345)&0x7fffffff;return rng/0x7fffffff};
 const order=X.map((_,i)=>i);const z=new Float64Array(K);const lr0=0.2;
 for(let e=0;e<ep;e++){for(let i=order.length-1;i>0;i--){const j=Math.floor(rand()*(i+1));[order[i],order[j]]=[order[j]!,order[i]!]}
 for(const n of order){const {ids,vs}=X[n];for(let k=0;k<K;k++)z[k]=W[V*K+k]!;for(let q=0;q<ids.length;q++){const i=ids[q];for(let k=0;k<K;k++)z[k]!+=W[i*K+k]!*vs[q]}
 if(softmax){let m=-1e9,S=0;for(let k=0;k<K;k++)m=Math.max(m,z[k]!);for(let k=0;k<K;k++){z[k]=Math.exp(z[k]!-m);S+=z[k]!}for(let k=0;k<K;k++)z[k]!/=S}else for(let k=0;k<K;k++)z[k]=1/(1+Math.exp(-z[k]!));
 for(let k=0;k<K;k++)z[k]=(z[k]!-Y[n]![k]!)*W8[n]!;
 const up=(i:number,g:number)=>{G[i]!+=g*g;W[i]!-=lr0*g/(Math.sqrt(G[i]!)+1e-6)};
 for(let q=0;q<ids.length;q++){const i=ids[q];for(let k=0;k<K;k++){const ix=i*K+k;up(ix,z[k]!*vs[q]+l2*W[ix]!)}}
 for(let k=0;k<K;k++)up(V*K+k,z[k]!)}}
 return (x:any)=>{const o=new Array(K).fill(0);for(let k=0;k<K;k++)o[k]=W[V*K+k];for(let q=0;q<x.ids.length;q++)for(let k=0;k<K;k++)o[k]+=W[x.ids[q]*K+k]!*x.vs[q];return o}}
const l2=Number(process.argv[2]||1e-4);
const Xt=train.map(vec);
const cat=fit(Xt,train.map(r=>CATS.map(c=>+(c===r.category))),train.map(()=>1),13,true,l2);
const U=['emergency','urgent','normal'];
const tb=[...train,...bg];const Xb=tb.map(vec);
const urg=fit(Xb,tb.map(r=>U.map(c=>+(c===(r.urgency||'normal')))),tb.map(r=>r.bg?0.3:1),3,true,l2);
const bin=fit(Xb,tb.map(r=>[+(!!r.suicide)]),tb.map(r=>r.bg?0.3:r.suicide?2:1),1,false,l2);
const mi=fit(Xt,train.map(r=>[+(!!r.minor)]),train.map(r=>r.minor?2:1),1,false,l2);
for(const [name,set] of [['train',train],['held',held],['dev',dev]] as const){const x=set.map(vec);
 const am=(a:number[])=>a.indexOf(Math.max(...a));
 const ca=set.filter((r:any,i:number)=>{const c=CATS[am(cat(x[i]))];return c===r.category||(r.also||[]).includes(c)}).length/set.length;
 let eN=0,eH=0,hn=0,ha=0,sN=0,sH=0,sF=0,mN=0,mH=0,mF=0;
 set.forEach((r:any,i:number)=>{const o=urg(x[i]);o[0]+=Number(process.argv[3]||0.5);const u=U[am(o)];const s=bin(x[i])[0]>0;const m=mi(x[i])[0]>0;
  if(r.urgency==='emergency'){eN++;if(u==='emergency'||s)eH++}
  const h=r.hard_negative||/hard-negative/.test(r.note||'');if(h){hn++;if(u!=='normal'||s)ha++}
  if(r.suicide){sN++;if(s)sH++}else if(s)sF++; if(r.minor){mN++;if(m)mH++}else if(m)mF++});
 console.log(name,'cat',(100*ca).toFixed(1),'emerg',(100*eH/eN).toFixed(1),'hardFA',(100*ha/hn).toFixed(1),'sui',(100*sH/sN).toFixed(1),'FP',sF,'minor',(100*mH/mN).toFixed(1),'FP',mF);
}
