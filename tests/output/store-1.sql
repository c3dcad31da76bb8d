BEGIN TRANSACTION;
CREATE TABLE attachments (
	document_id TEXT NOT NULL, 
	position INTEGER NOT NULL, 
	title TEXT NOT NULL, 
	url TEXT, 
	media_type TEXT, 
	attached_document_id TEXT, 
	span_start INTEGER, 
	span_end INTEGER, 
	PRIMARY KEY (document_id, position), 
	FOREIGN KEY(document_id) REFERENCES documents (id) ON DELETE CASCADE
);
INSERT INTO "attachments" VALUES('id-//lanzhou.example/1.html',0,'申请表','http://lanzhou.example/form.doc',NULL,NULL,NULL,NULL);
INSERT INTO "attachments" VALUES('id-//lanzhou.example/2.html',0,'申请表','http://lanzhou.example/form.doc',NULL,NULL,NULL,NULL);
CREATE TABLE cells (
	document_id TEXT NOT NULL, 
	table_position INTEGER NOT NULL, 
	position INTEGER NOT NULL, 
	row_position INTEGER, 
	row_code TEXT NOT NULL, 
	column_code TEXT NOT NULL, 
	row_label TEXT NOT NULL, 
	column_label TEXT NOT NULL, 
	value NUMERIC, 
	raw TEXT NOT NULL, 
	state TEXT NOT NULL, 
	span_start INTEGER, 
	span_end INTEGER, 
	page INTEGER, 
	bbox JSON, 
	unit TEXT, 
	PRIMARY KEY (document_id, table_position, position), 
	FOREIGN KEY(document_id, table_position) REFERENCES tables (document_id, position) ON DELETE CASCADE
);
INSERT INTO "cells" VALUES('id-//lanzhou.example/1.html',0,0,NULL,'granted','person','予以公开','person',3,'3','read',35,36,NULL,NULL,NULL);
INSERT INTO "cells" VALUES('id-//lanzhou.example/1.html',0,1,NULL,'granted','firm','予以公开','firm',4,'4','read',61,62,NULL,NULL,NULL);
INSERT INTO "cells" VALUES('id-//lanzhou.example/1.html',0,2,NULL,'granted','total','予以公开','total',7,'7','read',63,64,NULL,NULL,NULL);
INSERT INTO "cells" VALUES('id-//lanzhou.example/1.html',1,0,0,'0','0','','',NULL,'項目','read',NULL,NULL,NULL,NULL,NULL);
INSERT INTO "cells" VALUES('id-//lanzhou.example/1.html',1,1,0,'0','1','','',2.5,'2.5','read',NULL,NULL,NULL,NULL,'元');
INSERT INTO "cells" VALUES('id-//lanzhou.example/2.html',0,0,NULL,'granted','person','予以公开','person',3,'3','read',35,36,NULL,NULL,NULL);
INSERT INTO "cells" VALUES('id-//lanzhou.example/2.html',0,1,NULL,'granted','firm','予以公开','firm',4,'4','read',61,62,NULL,NULL,NULL);
INSERT INTO "cells" VALUES('id-//lanzhou.example/2.html',0,2,NULL,'granted','total','予以公开','total',7,'7','read',63,64,NULL,NULL,NULL);
INSERT INTO "cells" VALUES('id-//lanzhou.example/2.html',1,0,0,'0','0','','',NULL,'項目','read',NULL,NULL,NULL,NULL,NULL);
INSERT INTO "cells" VALUES('id-//lanzhou.example/2.html',1,1,0,'0','1','','',2.5,'2.5','read',NULL,NULL,NULL,NULL,'元');
CREATE TABLE checks (
	document_id TEXT NOT NULL, 
	position INTEGER NOT NULL, 
	rule TEXT NOT NULL, 
	statement TEXT NOT NULL, 
	left_value NUMERIC, 
	right_value NUMERIC, 
	holds BOOLEAN NOT NULL, 
	refs JSON NOT NULL, 
	PRIMARY KEY (document_id, position), 
	FOREIGN KEY(document_id) REFERENCES documents (id) ON DELETE CASCADE
);
INSERT INTO "checks" VALUES('id-//lanzhou.example/1.html',0,'row_total','3 + 4 = 7',7,7,1,'["granted/person","granted/firm","granted/total"]');
INSERT INTO "checks" VALUES('id-//lanzhou.example/1.html',1,'narrative.sum','1 = 12',1,12,0,'["s1","s2"]');
INSERT INTO "checks" VALUES('id-//lanzhou.example/2.html',0,'row_total','3 + 4 = 7',7,7,1,'["granted/person","granted/firm","granted/total"]');
INSERT INTO "checks" VALUES('id-//lanzhou.example/2.html',1,'narrative.sum','1 = 12',1,12,0,'["s1","s2"]');
CREATE TABLE column_comments (
	table_name TEXT NOT NULL, 
	column_name TEXT NOT NULL, 
	comment TEXT NOT NULL, 
	PRIMARY KEY (table_name, column_name)
);
INSERT INTO "column_comments" VALUES('documents','','One document in, one record out.');
INSERT INTO "column_comments" VALUES('documents','schema','Name and version of this contract.');
INSERT INTO "column_comments" VALUES('documents','id','Stable identifier. The same source bytes from the same URI give the same id.');
INSERT INTO "column_comments" VALUES('documents','source_uri','Address of the document. A local file has a file URI in which only what must be is escaped.');
INSERT INTO "column_comments" VALUES('documents','source_media_type','Media type that the bytes turned out to be.');
INSERT INTO "column_comments" VALUES('documents','source_sha256','SHA-256 of the bytes, in hexadecimal.');
INSERT INTO "column_comments" VALUES('documents','source_retrieved_at','When the bytes were retrieved.');
INSERT INTO "column_comments" VALUES('documents','source_capture','Where the archive holds the bytes as they came.');
INSERT INTO "column_comments" VALUES('documents','text','The reader''s plain text of the source before any normalisation; every span counts in it.');
INSERT INTO "column_comments" VALUES('documents','title','Title of the document, normalised.');
INSERT INTO "column_comments" VALUES('documents','kind','What kind of document it is.');
INSERT INTO "column_comments" VALUES('documents','issuer_name','Full official name, simplified.');
INSERT INTO "column_comments" VALUES('documents','issuer_code','Customs district code (关区代码). Null for the General Administration and for others that have none.');
INSERT INTO "column_comments" VALUES('documents','document_number','Document number as printed, brackets normalised to 〔〕.');
INSERT INTO "column_comments" VALUES('documents','issued_on','Date of signature or publication.');
INSERT INTO "column_comments" VALUES('documents','year','The year that the document is about.');
INSERT INTO "column_comments" VALUES('documents','period_start','First day.');
INSERT INTO "column_comments" VALUES('documents','period_end','Last day.');
INSERT INTO "column_comments" VALUES('documents','script','Script of the source.');
INSERT INTO "column_comments" VALUES('documents','variants','How the source''s wording and characters depart from plain print.');
INSERT INTO "column_comments" VALUES('documents','recipients','Addressees of the document (主送), normalised.');
INSERT INTO "column_comments" VALUES('documents','contacts_address','Postal address.');
INSERT INTO "column_comments" VALUES('documents','contacts_postcode','Postcode.');
INSERT INTO "column_comments" VALUES('documents','contacts_phones','Telephone numbers as printed.');
INSERT INTO "column_comments" VALUES('documents','contacts_emails','Electronic mail addresses.');
INSERT INTO "column_comments" VALUES('documents','contacts_urls','Addresses of web sites.');
INSERT INTO "column_comments" VALUES('documents','content_hash','SHA-256 of the record without its retrieval.');
INSERT INTO "column_comments" VALUES('documents','record','The record as JSON without its text, in zlib.');
CREATE TABLE deadlines (
	document_id TEXT NOT NULL, 
	position INTEGER NOT NULL, 
	span_start INTEGER NOT NULL, 
	span_end INTEGER NOT NULL, 
	value NUMERIC NOT NULL, 
	unit TEXT NOT NULL, 
	action TEXT, 
	actor TEXT, 
	PRIMARY KEY (document_id, position), 
	FOREIGN KEY(document_id) REFERENCES documents (id) ON DELETE CASCADE
);
INSERT INTO "deadlines" VALUES('id-//lanzhou.example/1.html',0,40,46,20,'工作日','答复',NULL);
INSERT INTO "deadlines" VALUES('id-//lanzhou.example/2.html',0,40,46,20,'工作日','答复',NULL);
CREATE TABLE document_references (
	document_id TEXT NOT NULL, 
	position INTEGER NOT NULL, 
	span_start INTEGER NOT NULL, 
	span_end INTEGER NOT NULL, 
	title TEXT, 
	number TEXT, 
	target TEXT, 
	PRIMARY KEY (document_id, position), 
	FOREIGN KEY(document_id) REFERENCES documents (id) ON DELETE CASCADE
);
INSERT INTO "document_references" VALUES('id-//lanzhou.example/1.html',0,17,25,'信息公开办法','澜办发〔2020〕3号',NULL);
INSERT INTO "document_references" VALUES('id-//lanzhou.example/2.html',0,17,25,'信息公开办法','澜办发〔2020〕3号',NULL);
CREATE TABLE documents (
	schema TEXT NOT NULL, 
	id TEXT NOT NULL, 
	source_uri TEXT NOT NULL, 
	source_media_type TEXT NOT NULL, 
	source_sha256 TEXT NOT NULL, 
	source_retrieved_at TEXT, 
	source_capture TEXT, 
	text TEXT NOT NULL, 
	title TEXT, 
	kind TEXT NOT NULL, 
	issuer_name TEXT, 
	issuer_code TEXT, 
	document_number TEXT, 
	issued_on TEXT, 
	year INTEGER, 
	period_start TEXT, 
	period_end TEXT, 
	script TEXT, 
	variants JSON NOT NULL, 
	recipients JSON NOT NULL, 
	contacts_address TEXT, 
	contacts_postcode TEXT, 
	contacts_phones JSON NOT NULL, 
	contacts_emails JSON NOT NULL, 
	contacts_urls JSON NOT NULL, 
	content_hash TEXT NOT NULL, 
	record BLOB NOT NULL, 
	PRIMARY KEY (id)
);
INSERT INTO "documents" VALUES('haiguan.document/1','id-//lanzhou.example/1.html','http://lanzhou.example/1.html','text/html','abababababababababababababababababababababababababababababababab','2021-02-01T08:00:00+08:00','one.warc.gz#12','一、總體情況
全年發布公告12條。《信息公開辦法》（瀾辦發〔2020〕3號）要求20個工作日內答復。
一是完善制度。
3 4 7','澜州海关2020年政府信息公开年报','annual_report','中华人民共和国澜州海关','9990','澜办发〔2021〕1号','2021-01-25',2020,'2020-01-01','2020-12-31','Hant','["mainland"]','["各隶属海关"]','澜州市海关路1号','999000','["0999-1234567"]','[]','[]','8acd861849ae86801a71904df36ac05bcb78df1131d7ea34549cac78aba3757d',X'7801A5565B6FD44614FE2BD1F41167D7F6EE6649A4BEF707F42D42AB597B763DC237D9E37059455A2E695104A569435B95804A55AA3E145244213494F263B25EC8BFE8773CB6E3A8A40AA0AC94F1CC9973BE73E63B97094B1D4F049CAD308FCB71C6C3961B39592042D5B698C1A48B13E92EB6DB3E0F2F7B51D612177910FBA26DB53C15F81049A32C71045B99B02C91A447A978E57FE403E14A3E509762DC614A5C54ED4A91C7EDDE1236F9F0E3FE002A112A91624DB803AEA0D1366D6BD1B4174DEB73F3EC8A69E277A65840D4E1B1CA12021385A27581274E6B7CF913CB66EB46018FAD8499EF632D954F52F37F76F2BDFBF3677BF9C653E835F3BFFE9C6FBFCEF77766AF1FCCAFECE61BBFE77F4F6973F321B49F972185908761C6FD4122E22851D896699A89848216F280B4CE5E3CCA6F7D35DBDF9FFFB1956F3CC9BFB999DF7DD53445482397449797974D02573DD420CC8221292BA06DDECF6F6F1D4CB7C9E583E91D2BBFBD57D973075108291D0C6BD1EEE1E092E0B8497E182C16898C8076C252C501B310351134FC202A0A4F4874D1B2173B1661489D44C624F9190FC9AF359E48AC52B6B2CA022E43B0C665E7E83D1C194BB0AA38C9BFBE7EF8E3F3FC4919451270A25071878E278CBB6E22522CCB58E72FAEEA70BFDDDB2DFD89A35435C2619AB01D7B78C042BF89100163A7DB5BEA9372105CFA74827596E8D5BAC1B882498FB84E6793FA85DF6C3F7DBBBBF7F6C16F500A71E03881D3A32809285F20D764B5E64BFD3C94437A2B8D391E80D6EB40920A47C928D4B68B44F328CC314F80A8BAE283C4406019AC7EE5D98BE9C1F40A246B464E5FCE5E7D3BBFB6917FF10CDB9EE0AE0CC7036D6DD53496C858619A3EBAE70AE38A2B992AE934CCA764BE14B43A86D52B40864A8494DFAB7DC3EA63C7E74342C488E85B9BB81150AE3915E035EE6790B66CC42E94448DF9BD07901A4659C11FD40F8798923A1155001D988A79E517C8378846D561EA2122C73E1A878EC7C3B1686C9451A54723864E74094BEDF777EDF0CBADC39FEF9DE4A0D9EAD51EE61BD71A1E72B87A5A0F998EF98779581149F1A15F107FC28891709DC7B12F1DBC30D10BFC77252D8B3C07932ADE689E1F05A6B74CEC402E0ABFC891094BA20BD0364E90D2C285A013F9594035040F964221123BBA30A81831DBBF317BF95017C05AB83EADAF940CE9E03227F51D42003AE28D512738D92949D8E9191D226FCCC7350186C3E86245064DB0220C78E813C18E2482F23E50CB0B25D06E05B47B22D025CB58B23F1EA88A14A7967AFAA056374AA8FD0A6AFF64A81DFDC8A788291C0292B26EBE5B9E12ACE45CA43C34A106D974325764234075F93BE2D8918DC97F784745BD661C7D34E3529FD504C34E19066D59B3EBF0A78D37771FE3EC9D14D392EFF6AD4AEFE3FC3A068A0AE66941D9543034262C3F06104AEF35B65E94718D1CB556A7C5AAD9320D0B866CFCEFB4CC4206039E735E97F9242B4618825C31A7080BF540CAC485330BDD854F17883DBE1861AB0F3D2C9163AF5A7B91EF42974A3281033122BD558168D7295E568C769948D5A7B6798E485322097992A04CAD89569A518E36D158408231AC826235A058E41F2BB18CB89F36C0E88A6AB3C277201468A74E591EABE6D6376C6A6E15378F4D6E9BF7E74FEFC06ADD6F690A6B4C5526A6AA8E9EAA30258D0522533004FA02C1538C923AD6A5AD9E65F4CEE2EC585F325894B834B25135C6088CD8A3ABCF7FD8CD1FDFCCBFBB9EDF789EEFFF7A30BD0A185017A38A4B94F823432ECAA42FF5B483694DF7F6AE6974A95A964940135DD981F3BD87B3573BF3EF692045F72D5A017BF3683BFFE596DE8900A572025440B738EE044845E1D233BB93A52A0AA8AF7CE8EC0A5D7112C12368A1C1AB9CE40AA20E4698D58A66D32C1701E6C1A209306B41A60B61A4881AC8817F015DAD8D4E');
INSERT INTO "documents" VALUES('haiguan.document/1','id-//lanzhou.example/2.html','http://lanzhou.example/2.html','text/html','abababababababababababababababababababababababababababababababab','2021-02-01T08:00:00+08:00','one.warc.gz#12','一、總體情況
全年發布公告12條。《信息公開辦法》（瀾辦發〔2020〕3號）要求20個工作日內答復。
一是完善制度。
3 4 7','澜州海關2021年','annual_report','中华人民共和国澜州海关','9990','澜办发〔2021〕1号','2021-01-25',2021,'2020-01-01','2020-12-31','Hant','["mainland"]','["各隶属海关"]','澜州市海关路1号','999000','["0999-1234567"]','[]','[]','dcc15ba6bbe40be070ab6371b3cadcb5b117c44780fd6ed8fcbbfb5f85ef62bf',X'7801A5565B6FD44614FE2BD1F41167D7F6EE6649A4BEF707F42D42AB597B763DC2F658F6385C5691C2252D42509A3694AA5C54AA52F5A190220AA1A1B43F26EB85FC8B7EC7633B1B9554019495329E3973CE77CE7CE7326199178888B315167039CE79DCF295974722D66D87594CFA3891FE62BB1DF2F862A0F29638CFA324146DB715E8288448A6F2D4136C65C2F254921EAD9395FF918F842FF9405F48708769715EB76B4501777B4BD8E4C38FFB03A854E8548A35E10FB88646D7769D45DB5DB49DCFEDD32BB68DDFA97201518F273A4F098C8A45EB1C4FBDD6F8E2278ECBD6AD121E5B89F330C45AEA90A4667FDF2B761FCC9EEF1EDCB9477A8B3FFF8096B332A650F138CE79384845A2528D6D9965B9482938318FE8F6F4E5E3E2E657D3BDBDD9EF5BC5E6D3E29B1BC5DDD78DCA62F31921523E892E2F2FDB04A27E90419C4743525642B8FEA0B8B5B5BFB14D10F6376E3BC5ADDDDA9E3F5031A48CD3CEA2DBC3C105C17193B62C9688542AA09DB04C73C02C456D04073F888AD21388DA8B8EBBD8710843E6A53221C9CF784C7EADF1546295B19555167119831D3E3B4371F76422C19EF2A4F8FAEAC10F2F8AA7142D720D029E8A35F7E878C2B8EFA722C3B28A69F1F2B2117CBBBB53F993A84CCF85C3B6613B09F050A57E1B2102C64EB7B7D427E520B20CE904EB3C35AB758B710D9301719ACE26CD4BBED97EF67667F7EDC35FA114E2C0710C77472A8D282F2037CF5EC38BE6792857CC5696703C00ADD78124139E962A36B6CB840A28CC094F81A8BE1282AC4080D7695E79FA72637FE312241BE66DBC9ABEFE767665B3F8E239B603C17D198F07C6DAAA6D2D91B1D2347D74CF94C635D732D3D29B339F91F94AD0E9584EAF04196B11531EAFF62DA78F9D900F09112B367F2BB6AEE3464439E5D580D7789843DA7111BB58123566F71F426AA8F2923FA8131E3125F31465BA094CCDBCEA0BE41BA8517D980588C8918FB9432FE0F158CC6D5451A54723864E4CA9CADCF777EDE0CBAD839FEE1FE7A0DDEA351E169B57E63CE470F5A41E3213F30FF3B02692E6C3B024FE841123E13A4F92507A7861A217F8EF4B5AD6795EF3C6F0FC3030BD656207725184658E4C58AACE41DB38454A0B1F829E0AF3886A081E2C834224B63A37A81931DDBB367DF58878F1D74623DC9C36572A8674709993FA0E21001DF1C6A8139CEC5424ECF4AC0E9137E1E38600C3A13A5F93C110AC0C031EFA58B02389A0BC0FD4EA4205B45B03ED1E0B74C9B196DC8F07AA95E6D43A4F1ED4FA4605B55F43ED1F0FB5631EF9043185434052D5CD77CB5382559C533A40139A239B49E69A6C04A8297F871C3BB431F90FEFA8A8378CA38FF9B834670DC1B05385C15836EC3AF871F3CDDD27387B27C58CE4BB7DABD3FB28BF8E80A2827952502E150C8309CB8F0184D27B85AD9765DC2047AD3569B16AB76CCB812117FF3B2DBB94C120E79D35653ECDCB518520D7CC29C3423D903271E1D44277E1D305624F2846D8EA430F4BE538A8D7810A7DE8D2692E702046A4B72E10ED26C5AB8AD1AE12A9FE3436CF10692A24314F5394A935D1CA72CAD179340E9060DCAAA13873501CF28F5558463CCCE6C0988AEAB2D277201468A75E551EEBE6D6B75C6A6E3537A7FF3C9C5DDA3185ABB8FE60F6EC36AC36FD96A6B0B9A9CAC654D5315315A6A4B140644A86405F24788691D1C4BAB2D573ACDE699C1DE94B1653A94F231BFA3A8DBA883DBAFAECFB9DE2C98DE2BBABC5B517C5DE2FFB1B970103EA12547189127F68C847990CA5997630AD99DEDEB5AD2E55CB2A095C44A8EAC0C5EEA3E9EB7BB33B8FA00FDDB76C05ECCDE3EDE2E79B6647014AED04A8806E71D409908AC26566732FCFB48AA8AF7CE8EC0A5D49AAE011B4D0E0554D7225510723CC6A65B3992F1711E6C1B209306741660BB1D2440DE4C0BF967B7BE5');
CREATE TABLE entities (
	document_id TEXT NOT NULL, 
	position INTEGER NOT NULL, 
	span_start INTEGER NOT NULL, 
	span_end INTEGER NOT NULL, 
	type TEXT NOT NULL, 
	name TEXT NOT NULL, 
	code TEXT, 
	PRIMARY KEY (document_id, position), 
	FOREIGN KEY(document_id) REFERENCES documents (id) ON DELETE CASCADE
);
INSERT INTO "entities" VALUES('id-//lanzhou.example/1.html',0,0,1,'customs','中华人民共和国澜州海关','9990');
INSERT INTO "entities" VALUES('id-//lanzhou.example/2.html',0,0,1,'customs','中华人民共和国澜州海关','9990');
CREATE TABLE failures (
	uri TEXT NOT NULL, 
	reason TEXT NOT NULL, 
	advice TEXT NOT NULL, 
	kind TEXT NOT NULL, 
	debug TEXT NOT NULL, 
	PRIMARY KEY (uri)
);
INSERT INTO "failures" VALUES('u','slow','wait','time','');
CREATE TABLE measures (
	document_id TEXT NOT NULL, 
	position INTEGER NOT NULL, 
	span_start INTEGER NOT NULL, 
	span_end INTEGER NOT NULL, 
	section TEXT, 
	list_order INTEGER NOT NULL, 
	text TEXT NOT NULL, 
	responsible TEXT, 
	PRIMARY KEY (document_id, position), 
	FOREIGN KEY(document_id) REFERENCES documents (id) ON DELETE CASCADE
);
INSERT INTO "measures" VALUES('id-//lanzhou.example/1.html',0,51,58,'h1',1,'一是完善制度。',NULL);
INSERT INTO "measures" VALUES('id-//lanzhou.example/2.html',0,51,58,'h1',1,'一是完善制度。',NULL);
CREATE TABLE problems (
	document_id TEXT NOT NULL, 
	position INTEGER NOT NULL, 
	code TEXT NOT NULL, 
	span_start INTEGER, 
	span_end INTEGER, 
	message TEXT NOT NULL, 
	PRIMARY KEY (document_id, position), 
	FOREIGN KEY(document_id) REFERENCES documents (id) ON DELETE CASCADE
);
INSERT INTO "problems" VALUES('id-//lanzhou.example/1.html',0,'check_failed',NULL,NULL,'1 is not 12');
INSERT INTO "problems" VALUES('id-//lanzhou.example/2.html',0,'check_failed',NULL,NULL,'1 is not 12');
CREATE TABLE schema_version (
	version INTEGER NOT NULL, 
	PRIMARY KEY (version)
);
INSERT INTO "schema_version" VALUES(1);
CREATE TABLE sections (
	document_id TEXT NOT NULL, 
	position INTEGER NOT NULL, 
	id TEXT NOT NULL, 
	parent TEXT, 
	level INTEGER NOT NULL, 
	number TEXT NOT NULL, 
	title TEXT NOT NULL, 
	heading_span_start INTEGER NOT NULL, 
	heading_span_end INTEGER NOT NULL, 
	span_start INTEGER NOT NULL, 
	span_end INTEGER NOT NULL, 
	PRIMARY KEY (document_id, id), 
	FOREIGN KEY(document_id) REFERENCES documents (id) ON DELETE CASCADE
);
INSERT INTO "sections" VALUES('id-//lanzhou.example/1.html',0,'h1',NULL,1,'一、','总体情况',0,6,0,64);
INSERT INTO "sections" VALUES('id-//lanzhou.example/2.html',0,'h1',NULL,1,'一、','总体情况',0,6,0,64);
CREATE TABLE statistics (
	document_id TEXT NOT NULL, 
	position INTEGER NOT NULL, 
	id TEXT NOT NULL, 
	span_start INTEGER NOT NULL, 
	span_end INTEGER NOT NULL, 
	sentence_start INTEGER NOT NULL, 
	sentence_end INTEGER NOT NULL, 
	label TEXT NOT NULL, 
	metric TEXT, 
	value NUMERIC NOT NULL, 
	unit TEXT NOT NULL, 
	bound TEXT NOT NULL, 
	scope TEXT, 
	period TEXT, 
	part_of TEXT, 
	share NUMERIC, 
	share_of TEXT, 
	change_of TEXT, 
	section TEXT, 
	PRIMARY KEY (document_id, id), 
	FOREIGN KEY(document_id) REFERENCES documents (id) ON DELETE CASCADE
);
INSERT INTO "statistics" VALUES('id-//lanzhou.example/1.html',0,'s1',13,15,7,17,'公告',NULL,12,'条','exact',NULL,NULL,NULL,NULL,NULL,NULL,'h1');
INSERT INTO "statistics" VALUES('id-//lanzhou.example/1.html',1,'s2',13,15,7,17,'公告金额',NULL,0.5,'元','about',NULL,NULL,'s1',NULL,NULL,NULL,NULL);
INSERT INTO "statistics" VALUES('id-//lanzhou.example/2.html',0,'s1',13,15,7,17,'公告',NULL,12,'条','exact',NULL,NULL,NULL,NULL,NULL,NULL,'h1');
INSERT INTO "statistics" VALUES('id-//lanzhou.example/2.html',1,'s2',13,15,7,17,'公告金额',NULL,0.5,'元','about',NULL,NULL,'s1',NULL,NULL,NULL,NULL);
CREATE TABLE tables (
	document_id TEXT NOT NULL, 
	position INTEGER NOT NULL, 
	form TEXT NOT NULL, 
	edition INTEGER, 
	title TEXT NOT NULL, 
	span_start INTEGER, 
	span_end INTEGER, 
	page INTEGER, 
	bbox JSON, 
	PRIMARY KEY (document_id, position), 
	FOREIGN KEY(document_id) REFERENCES documents (id) ON DELETE CASCADE
);
INSERT INTO "tables" VALUES('id-//lanzhou.example/1.html',0,'applications',2021,'申请',59,64,NULL,NULL);
INSERT INTO "tables" VALUES('id-//lanzhou.example/1.html',1,'other',NULL,'',NULL,NULL,2,'[0.0,1.5,2.0,3.0]');
INSERT INTO "tables" VALUES('id-//lanzhou.example/2.html',0,'applications',2021,'申请',59,64,NULL,NULL);
INSERT INTO "tables" VALUES('id-//lanzhou.example/2.html',1,'other',NULL,'',NULL,NULL,2,'[0.0,1.5,2.0,3.0]');
CREATE INDEX documents_by_issuer_code_year ON documents (issuer_code, year);
CREATE UNIQUE INDEX documents_by_source_uri ON documents (source_uri);
CREATE INDEX document_references_by_title ON document_references (title);
CREATE INDEX problems_by_code ON problems (code);
CREATE INDEX statistics_by_label ON statistics (label);
CREATE INDEX statistics_by_metric ON statistics (metric);
CREATE INDEX tables_by_form ON tables (form);
CREATE INDEX cells_by_row_code_column_code ON cells (row_code, column_code);
CREATE VIEW check_refs AS
SELECT document_id, checks.position AS check_position, ref.value AS ref
FROM checks, json_each(checks.refs) AS ref;
COMMIT;
