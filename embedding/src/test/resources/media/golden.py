# pictures and what Pillow and numpy make of them, as Hugging Face's image processors do
import json, io, math
import numpy as np
from PIL import Image
out=__file__.rsplit('/',1)[0]+'/'
rng=np.random.RandomState(7)
def smooth(h,w,bands):
    y,x=np.mgrid[0:h,0:w]
    a=np.stack([127+90*np.sin(x/(3.1+b)+b)+37*np.cos(y/(2.3+b)) for b in range(bands)],-1)
    a+=rng.randint(-15,16,a.shape)
    return a.clip(0,255).astype(np.uint8)
pics={}
pics['rgb.png']=Image.fromarray(smooth(37,53,3),'RGB')
pics['alpha.png']=Image.fromarray(smooth(41,29,4),'RGBA')
pics['grey.png']=Image.fromarray(smooth(30,64,1)[:,:,0],'L')
pics['palette.gif']=Image.fromarray(smooth(33,40,3),'RGB').quantize(64)
pics['small.png']=Image.fromarray(smooth(5,9,3),'RGB')
pics['rgb.bmp']=Image.fromarray(smooth(25,25,3),'RGB')
pics['photo.jpg']=Image.fromarray(smooth(60,45,3),'RGB')
pics['grey.jpg']=Image.fromarray(smooth(40,40,1)[:,:,0],'L')
for n,p in pics.items():
    p.save(out+n, **({'quality':95,'subsampling':0} if n.endswith('jpg') else {}))
configs={
 'clip': {"do_resize":True,"size":{"shortest_edge":16},"resample":3,"do_center_crop":True,"crop_size":{"height":16,"width":16},"do_rescale":True,"rescale_factor":0.00392156862745098,"do_normalize":True,"image_mean":[0.48145466,0.4578275,0.40821073],"image_std":[0.26862954,0.26130258,0.27577711],"do_convert_rgb":True},
 'clip-first': {"do_resize":True,"size":16,"resample":3,"do_center_crop":True,"crop_size":16,"do_normalize":True,"image_mean":[0.48145466,0.4578275,0.40821073],"image_std":[0.26862954,0.26130258,0.27577711]},
 'vit': {"do_resize":True,"size":{"height":12,"width":20},"resample":2,"do_rescale":True,"rescale_factor":0.00392156862745098,"do_normalize":True,"image_mean":[0.5,0.5,0.5],"image_std":[0.5,0.5,0.5]},
 'square': {"do_resize":True,"size":14,"resample":1,"do_normalize":False},
 'padded': {"do_resize":False,"do_center_crop":True,"crop_size":{"height":48,"width":50},"do_rescale":True,"do_normalize":False},
 'enlarged': {"do_resize":True,"size":{"height":70,"width":66},"resample":5,"do_normalize":False},
 'box': {"do_resize":True,"size":{"shortest_edge":10,"longest_edge":14},"resample":4,"do_center_crop":True,"crop_size":[9,11],"do_normalize":False},
 'nearest': {"do_resize":True,"size":[7,9],"resample":0,"do_normalize":False,"do_rescale":False},
}
def prepare(im,c):
    im=im.convert('RGB')
    w,h=im.size
    if c.get('do_resize',True):
        s=c['size']; crop=c.get('do_center_crop','crop_size' in c)
        if isinstance(s,dict) and 'shortest_edge' in s or (isinstance(s,int) and crop):
            short=s if isinstance(s,int) else s['shortest_edge']; longest=None if isinstance(s,int) else s.get('longest_edge')
            sm,lg=(w,h) if w<=h else (h,w)
            ns,nl=short,int(short*lg/sm)
            if longest and nl>longest: ns,nl=int(longest*ns/nl),longest
            nw,nh=(ns,nl) if w<=h else (nl,ns)
        elif isinstance(s,dict): nh,nw=s['height'],s['width']
        elif isinstance(s,list): nh,nw=s
        else: nh=nw=s
        im=im.resize((nw,nh),resample=c['resample'])
    a=np.asarray(im)
    if 'crop_size' in c and c.get('do_center_crop',True):
        cs=c['crop_size']
        ch,cw=(cs['height'],cs['width']) if isinstance(cs,dict) else cs if isinstance(cs,list) else (cs,cs)
        oh,ow=a.shape[:2]
        top=(oh-ch)//2; left=(ow-cw)//2
        if top>=0 and top+ch<=oh and left>=0 and left+cw<=ow: a=a[top:top+ch,left:left+cw]
        else:
            nh,nw=max(ch,oh),max(cw,ow)
            z=np.zeros((nh,nw,3),a.dtype)
            tp=math.ceil((nh-oh)/2); lp=math.ceil((nw-ow)/2)
            z[tp:tp+oh,lp:lp+ow]=a
            top+=tp; left+=lp
            a=z[max(0,top):min(nh,top+ch),max(0,left):min(nw,left+cw)]
    a=a.astype(np.float64)
    if c.get('do_rescale',True): a=a*c.get('rescale_factor',1/255)
    if c.get('do_normalize',True): a=(a-np.array(c['image_mean']))/np.array(c['image_std'])
    return a.transpose(2,0,1)
for cn,c in configs.items(): json.dump(c,open(out+cn+'.json','w'))
import PIL
with open(out+'golden.csv','w') as f:
    f.write('# what Pillow %s and numpy %s make of each picture: configuration, file, height, width, then sum, sum of squares, and every 41st number\n'%(PIL.__version__,np.__version__))
    for cn,c in configs.items():
        for n in sorted(pics):
            t=prepare(Image.open(out+n),c)
            flat=t.reshape(-1)
            f.write(','.join([cn,n,str(t.shape[1]),str(t.shape[2]),'%.6f'%flat.sum(),'%.6f'%(flat**2).sum()]+['%.6f'%v for v in flat[::41]])+'\n')
